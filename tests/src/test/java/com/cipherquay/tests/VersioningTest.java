package com.cipherquay.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Versions by the SDK: what makes them, reads them, and brings back what was deleted. */
@ForEverySubject
final class VersioningTest {

  private static final String KEY = "dir/a b\u00e9";

  private final Subject subject;
  private final S3Client s3;

  /** Ceph is silent about delete markers, and about the version that a copy made. */
  private final boolean saysAll;

  private final VersionedBucket bucket;

  VersioningTest(Subject subject) {
    this.subject = subject;
    this.s3 = subject.s3();
    this.bucket = VersionedBucket.of(subject);
    this.saysAll = !subject.name().equals("radosgw");
  }

  @Test
  void a_new_bucket_keeps_no_versions() {
    String plain = subject.freshBucket();

    s3.putObject(r -> r.bucket(plain).key(KEY), RequestBody.fromString("x"));
    assertNull(s3.getBucketVersioning(r -> r.bucket(plain)).status());
    assertNull(s3.headObject(r -> r.bucket(plain).key(KEY)).versionId());
  }

  @Test
  void every_version_reads_back() {
    assertEquals(
        BucketVersioningStatus.ENABLED,
        s3.getBucketVersioning(r -> r.bucket(bucket.name())).status());
    String first = bucket.put(KEY, Bodies.of(200_000));
    String second = bucket.put(KEY, Bodies.of(10));
    assertNotEquals(first, second);
    assertArrayEquals(Bodies.of(10), bucket.get(KEY));
    assertArrayEquals(Bodies.of(200_000), bucket.get(KEY, first));
    assertArrayEquals(Bodies.of(10), bucket.get(KEY, second));
    assertEquals(
        200_000L,
        s3.headObject(r -> r.bucket(bucket.name()).key(KEY).versionId(first)).contentLength());
    List<ObjectVersion> listed = bucket.versions(1000);
    assertEquals(List.of(second, first), listed.stream().map(ObjectVersion::versionId).toList());
    assertEquals(List.of(10L, 200_000L), listed.stream().map(ObjectVersion::size).toList());
    assertEquals(List.of(true, false), listed.stream().map(ObjectVersion::isLatest).toList());
    assertEquals(KEY, listed.get(0).key());
    assertEquals(s3.headObject(r -> r.bucket(bucket.name()).key(KEY)).eTag(), listed.get(0).eTag());
  }

  @Test
  void a_deleted_object_comes_back_when_its_marker_goes() {
    bucket.put(KEY, Bodies.of(70_000));
    DeleteObjectResponse deleted = s3.deleteObject(r -> r.bucket(bucket.name()).key(KEY));
    assertTrue(deleted.deleteMarker());
    String marker = deleted.versionId();
    NoSuchKeyException gone = assertThrows(NoSuchKeyException.class, () -> bucket.get(KEY));
    assertEquals(saysAll ? "true" : "", header(gone, "x-amz-delete-marker"));
    S3Exception named = assertThrows(S3Exception.class, () -> bucket.get(KEY, marker));
    assertEquals(405, named.statusCode());
    assertEquals("true", header(named, "x-amz-delete-marker"));
    assertEquals(List.of(marker), bucket.markers(1).stream().map(it -> it.versionId()).toList());

    DeleteObjectResponse undeleted =
        s3.deleteObject(r -> r.bucket(bucket.name()).key(KEY).versionId(marker));
    assertTrue(undeleted.deleteMarker());
    assertEquals(marker, undeleted.versionId());
    assertArrayEquals(Bodies.of(70_000), bucket.get(KEY));
  }

  private static String header(S3Exception refused, String name) {
    return refused.awsErrorDetails().sdkHttpResponse().firstMatchingHeader(name).orElse("");
  }

  @Test
  void a_version_that_is_not_there() {
    String first = bucket.put(KEY, Bodies.of(1));
    bucket.put(KEY, Bodies.of(2));
    s3.deleteObject(r -> r.bucket(bucket.name()).key(KEY).versionId(first));
    S3Exception gone = assertThrows(S3Exception.class, () -> bucket.get(KEY, first));
    assertEquals("NoSuchVersion", gone.awsErrorDetails().errorCode());
    String path = RawS3.path(bucket.name(), KEY);
    assertEquals("400 InvalidArgument", subject.raw().call("GET", path + "?versionId=").outcome());
    assertEquals(404, subject.raw().call("GET", path + "?versionId=null").status());
    assertArrayEquals(Bodies.of(2), bucket.get(KEY));
  }

  @Test
  void suspended_versioning_replaces_the_null_version() {
    String kept = bucket.put(KEY, Bodies.of(3));
    bucket.setStatus(BucketVersioningStatus.SUSPENDED);
    bucket.put(KEY, Bodies.of(4));
    bucket.put(KEY, Bodies.of(5));
    assertEquals(
        List.of("null", kept), bucket.versions(1).stream().map(ObjectVersion::versionId).toList());
    assertArrayEquals(Bodies.of(5), bucket.get(KEY, "null"));
    s3.deleteObject(r -> r.bucket(bucket.name()).key(KEY));
    assertEquals("null", bucket.markers(1000).get(0).versionId());
    assertArrayEquals(Bodies.of(3), bucket.get(KEY, kept));
  }

  @Test
  void an_old_version_is_copied_back() {
    String first = bucket.put(KEY, Bodies.of(200_000));
    bucket.put(KEY, Bodies.of(1));
    var copy =
        s3.copyObject(
            r ->
                r.sourceBucket(bucket.name())
                    .sourceKey(KEY)
                    .sourceVersionId(first)
                    .destinationBucket(bucket.name())
                    .destinationKey(KEY));
    assertEquals(first, copy.copySourceVersionId());
    assertArrayEquals(Bodies.of(200_000), bucket.get(KEY));
    if (saysAll) {
      assertEquals(copy.versionId(), bucket.versions(1000).get(0).versionId());
    }
    assertEquals(3, bucket.versions(2).size());
  }

  @Test
  void versions_in_parts_are_versions_like_any() {
    bucket.put(KEY, Bodies.of(1));
    String id = s3.createMultipartUpload(r -> r.bucket(bucket.name()).key(KEY)).uploadId();
    String tag =
        s3.uploadPart(
                r -> r.bucket(bucket.name()).key(KEY).uploadId(id).partNumber(1),
                RequestBody.fromBytes(Bodies.of(6_000_000)))
            .eTag();
    var done =
        s3.completeMultipartUpload(
            r ->
                r.bucket(bucket.name())
                    .key(KEY)
                    .uploadId(id)
                    .multipartUpload(
                        m -> m.parts(CompletedPart.builder().partNumber(1).eTag(tag).build())));
    bucket.put(KEY, Bodies.of(2));
    assertArrayEquals(Bodies.of(6_000_000), bucket.get(KEY, done.versionId()));
    // What an upload keeps beside itself leaves neither versions nor markers behind.
    assertEquals(3, bucket.versions(1000).size());
    assertEquals(List.of(), bucket.markers(1000));
  }

  @Test
  void pages_of_any_size_have_everything_once() {
    for (int i = 0; i < 12; i++) {
      bucket.put("d/" + i % 3, Bodies.of(i));
    }
    s3.deleteObject(r -> r.bucket(bucket.name()).key("d/1"));
    List<String> all = bucket.versions(1000).stream().map(ObjectVersion::versionId).toList();
    assertEquals(12, all.size());
    for (int size : List.of(1, 2, 5)) {
      assertEquals(all, bucket.versions(size).stream().map(ObjectVersion::versionId).toList());
      assertEquals(1, bucket.markers(size).size());
    }
    assertEquals(
        List.of("d/"),
        s3.listObjectVersions(r -> r.bucket(bucket.name()).delimiter("/")).commonPrefixes().stream()
            .map(it -> it.prefix())
            .toList());
  }

  @Test
  void everything_is_deleted_by_the_thousand() {
    bucket.put(KEY, Bodies.of(1));
    bucket.put(KEY, Bodies.of(2));
    s3.deleteObject(r -> r.bucket(bucket.name()).key(KEY));
    assertEquals("409 BucketNotEmpty", subject.raw().call("DELETE", "/" + bucket.name()).outcome());
    List<ObjectIdentifier> all =
        Stream.concat(
                bucket.versions(1000).stream().map(it -> identifier(it.key(), it.versionId())),
                bucket.markers(1000).stream().map(it -> identifier(it.key(), it.versionId())))
            .toList();
    DeleteObjectsResponse deleted =
        s3.deleteObjects(r -> r.bucket(bucket.name()).delete(d -> d.objects(all)));
    assertEquals(List.of(), deleted.errors());
    assertEquals(3, deleted.deleted().size());
    assertEquals(
        1, deleted.deleted().stream().filter(it -> Boolean.TRUE.equals(it.deleteMarker())).count());
    assertEquals(204, subject.raw().call("DELETE", "/" + bucket.name()).status());
  }

  private static ObjectIdentifier identifier(String key, String version) {
    return ObjectIdentifier.builder().key(key).versionId(version).build();
  }
}
