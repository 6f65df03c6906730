package com.cipherquay.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.StorageClass;

/** Storage classes and RestoreObject by the SDK. */
@ForEverySubject
final class StorageClassTest {

  private final Subject subject;
  private final S3Client s3;
  private final String bucket;

  StorageClassTest(Subject subject) {
    this.subject = subject;
    this.s3 = subject.s3();
    this.bucket = subject.freshBucket();
  }

  private void put(byte[] body, StorageClass storageClass) {
    s3.putObject(
        r -> r.bucket(bucket).key("k").storageClass(storageClass), RequestBody.fromBytes(body));
  }

  private HeadObjectResponse head(String key) {
    return s3.headObject(r -> r.bucket(bucket).key(key));
  }

  private byte[] get() {
    return s3.getObjectAsBytes(r -> r.bucket(bucket).key("k")).asByteArray();
  }

  private int restore(int days) {
    return s3.restoreObject(
            r ->
                r.bucket(bucket)
                    .key("k")
                    .restoreRequest(
                        q -> q.days(days).glacierJobParameters(job -> job.tier("Standard"))))
        .sdkHttpResponse()
        .statusCode();
  }

  private static void assertRefused(String outcome, Executable action) {
    S3Exception e = assertThrows(S3Exception.class, action);
    assertEquals(outcome, e.statusCode() + " " + e.awsErrorDetails().errorCode());
  }

  @Test
  void a_class_of_the_store_is_kept() {
    if (subject.name().equals("radosgw")) {
      return;
    }
    for (int size : List.of(10, 200_000)) {
      put(Bodies.of(size), StorageClass.STANDARD_IA);
      assertEquals(StorageClass.STANDARD_IA, head("k").storageClass());
      assertEquals(
          "STANDARD_IA",
          s3.listObjectsV2(r -> r.bucket(bucket)).contents().get(0).storageClassAsString());
      assertArrayEquals(Bodies.of(size), get());
    }
    s3.copyObject(
        r -> r.sourceBucket(bucket).sourceKey("k").destinationBucket(bucket).destinationKey("c"));
    assertNull(head("c").storageClass());
    String id =
        s3.createMultipartUpload(
                r -> r.bucket(bucket).key("u").storageClass(StorageClass.STANDARD_IA))
            .uploadId();
    assertTrue(!id.isEmpty());
  }

  /** As it comes, Ceph has one class. */
  @Test
  void a_class_that_the_store_lacks_is_refused_and_nothing_is_written() {
    if (!subject.name().equals("radosgw")) {
      return;
    }
    for (int size : List.of(10, 200_000)) {
      assertRefused(
          "400 InvalidStorageClass", () -> put(Bodies.of(size), StorageClass.STANDARD_IA));
    }
    assertRefused(
        "400 InvalidStorageClass",
        () ->
            s3.createMultipartUpload(
                r -> r.bucket(bucket).key("u").storageClass(StorageClass.GLACIER)));
    assertEquals(0, s3.listObjectsV2(r -> r.bucket(bucket)).keyCount());
    put(Bodies.of(1), StorageClass.STANDARD);
    assertRefused("501 NotImplemented", () -> restore(1));
  }

  @Test
  void a_name_that_S3_does_not_have_is_refused() {
    RawRequest put = RawRequest.of("PUT", "/" + bucket + "/k").with("x-amz-storage-class", "COLD");
    assertEquals("400 InvalidStorageClass", subject.raw().call(put, new byte[1]).outcome());
    assertEquals(0, s3.listObjectsV2(r -> r.bucket(bucket)).keyCount());
  }

  @Test
  void what_is_archived_is_read_after_it_was_restored() {
    if (!subject.name().equals("local")) {
      return;
    }
    for (StorageClass archive : List.of(StorageClass.GLACIER, StorageClass.DEEP_ARCHIVE)) {
      put(Bodies.of(70_000), archive);
      assertRefused("403 InvalidObjectState", this::get);
      assertNull(head("k").restore());
      assertEquals(202, restore(1));
      assertArrayEquals(Bodies.of(70_000), get());
      assertTrue(head("k").restore().startsWith("ongoing-request=\"false\", expiry-date=\""));
      assertEquals(200, restore(2));
      assertEquals(archive, head("k").storageClass());
    }
    put(Bodies.of(1), StorageClass.STANDARD);
    assertRefused("403 InvalidObjectState", () -> restore(1));
  }
}
