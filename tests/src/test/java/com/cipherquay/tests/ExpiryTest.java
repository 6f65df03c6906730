package com.cipherquay.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Objects that end by themselves, by the SDK. */
@ForEverySubject
final class ExpiryTest {

  private static final String EXPIRES = "object-expires";

  private final S3Client s3;
  private final String bucket;

  ExpiryTest(Subject subject) {
    this.s3 = subject.s3();
    this.bucket = subject.freshBucket();
  }

  private void put(String key, int size, String expires) {
    s3.putObject(
        r -> r.bucket(bucket).key(key).metadata(Map.of(EXPIRES, expires)),
        RequestBody.fromBytes(Bodies.of(size)));
  }

  private Instant end(String key) {
    return Instant.parse(s3.headObject(r -> r.bucket(bucket).key(key)).metadata().get(EXPIRES));
  }

  @Test
  void an_object_is_there_until_its_end() throws Exception {
    // Long enough for all that is asked before.
    put("k", 200_000, "+5s");
    assertArrayEquals(
        Bodies.of(200_000), s3.getObjectAsBytes(r -> r.bucket(bucket).key("k")).asByteArray());
    s3.copyObject(
        r -> r.sourceBucket(bucket).sourceKey("k").destinationBucket(bucket).destinationKey("c"));
    Instant end = end("k");
    while (Instant.now().isBefore(end)) {
      Thread.sleep(100);
    }
    for (String key : List.of("k", "c")) {
      assertThrows(NoSuchKeyException.class, () -> s3.getObject(r -> r.bucket(bucket).key(key)));
      assertThrows(NoSuchKeyException.class, () -> s3.headObject(r -> r.bucket(bucket).key(key)));
    }
    // Nothing of what is kept beside it shows, and an object of its name is as any other.
    put("k", 10, "+1d");
    assertArrayEquals(
        Bodies.of(10), s3.getObjectAsBytes(r -> r.bucket(bucket).key("k")).asByteArray());
    assertEquals(2, s3.listObjectsV2(r -> r.bucket(bucket)).keyCount());
  }

  @Test
  void an_upload_gives_its_end_to_its_object() {
    String id =
        s3.createMultipartUpload(r -> r.bucket(bucket).key("u").metadata(Map.of(EXPIRES, "+2h")))
            .uploadId();
    String etag =
        s3.uploadPart(
                r -> r.bucket(bucket).key("u").uploadId(id).partNumber(1),
                RequestBody.fromBytes(Bodies.of(1000)))
            .eTag();
    CompletedPart part = CompletedPart.builder().partNumber(1).eTag(etag).build();
    s3.completeMultipartUpload(
        r -> r.bucket(bucket).key("u").uploadId(id).multipartUpload(m -> m.parts(part)));
    Duration left = Duration.between(Instant.now(), end("u"));
    assertTrue(left.toMinutes() >= 118 && left.toMinutes() <= 120, left.toString());
  }

  @Test
  void what_is_no_time_is_refused_and_nothing_is_written() {
    for (String value : List.of("tomorrow", "2h", "+2y", "2001-01-01T00:00:00Z")) {
      S3Exception e = assertThrows(S3Exception.class, () -> put("k", 10, value));
      assertEquals("InvalidArgument", e.awsErrorDetails().errorCode(), value);
    }
    assertEquals(0, s3.listObjectsV2(r -> r.bucket(bucket)).keyCount());
    s3.deleteBucket(r -> r.bucket(bucket));
  }
}
