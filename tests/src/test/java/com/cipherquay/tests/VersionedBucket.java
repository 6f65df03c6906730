package com.cipherquay.tests;

import java.util.List;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.ObjectVersion;

/** A bucket that keeps versions. */
record VersionedBucket(S3Client s3, String name) {

  /** A bucket of its own. */
  static VersionedBucket of(Subject subject) {
    VersionedBucket bucket = new VersionedBucket(subject.s3(), subject.freshBucket());
    bucket.setStatus(BucketVersioningStatus.ENABLED);
    return bucket;
  }

  void setStatus(BucketVersioningStatus status) {
    s3.putBucketVersioning(r -> r.bucket(name).versioningConfiguration(v -> v.status(status)));
  }

  /** Puts an object; answers its version. */
  String put(String key, byte[] body) {
    return s3.putObject(r -> r.bucket(name).key(key), RequestBody.fromBytes(body)).versionId();
  }

  byte[] get(String key, String version) {
    return s3.getObjectAsBytes(r -> r.bucket(name).key(key).versionId(version)).asByteArray();
  }

  byte[] get(String key) {
    return s3.getObjectAsBytes(r -> r.bucket(name).key(key)).asByteArray();
  }

  /** The versions that are no delete markers, page by page. */
  List<ObjectVersion> versions(int pageSize) {
    return s3.listObjectVersionsPaginator(r -> r.bucket(name).maxKeys(pageSize)).versions().stream()
        .toList();
  }

  List<DeleteMarkerEntry> markers(int pageSize) {
    return s3
        .listObjectVersionsPaginator(r -> r.bucket(name).maxKeys(pageSize))
        .deleteMarkers()
        .stream()
        .toList();
  }
}
