package com.cipherquay.tests;

import java.util.UUID;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * An S3 endpoint under test, with a shared client.
 *
 * @param name for the test report: what stands behind the proxy
 */
record Subject(String name, Endpoint endpoint, S3Client s3) {

  static Subject of(String name, Endpoint endpoint) {
    return new Subject(name, endpoint, Sdk.sync(endpoint));
  }

  /** For a server that does not know the checksum trailers of the newest SDKs. */
  static Subject withoutChecksums(String name, Endpoint endpoint) {
    return new Subject(name, endpoint, Sdk.syncWithoutChecksums(endpoint));
  }

  /** Creates an empty bucket with a name of its own. */
  String freshBucket() {
    String bucket = "t-" + UUID.randomUUID().toString().substring(0, 13);
    s3.createBucket(request -> request.bucket(bucket));
    return bucket;
  }

  RawS3 raw() {
    return new RawS3(endpoint);
  }

  @Override
  public String toString() {
    return name;
  }
}
