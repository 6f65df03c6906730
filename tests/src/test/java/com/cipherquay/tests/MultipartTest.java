package com.cipherquay.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListPartsResponse;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Multipart uploads by the SDK's synchronous client, part by part. */
@ForEverySubject
final class MultipartTest {

  private static final int MINIMUM = 5 << 20;
  private static final String KEY = "dir/parts";

  private final String subject;
  private final S3Client s3;
  private final String bucket;
  private final String id;
  private final TreeMap<Integer, CompletedPart> parts = new TreeMap<>();
  private final TreeMap<Integer, byte[]> bodies = new TreeMap<>();

  MultipartTest(Subject subject) {
    this.subject = subject.name();
    this.s3 = subject.s3();
    this.bucket = subject.freshBucket();
    this.id =
        s3.createMultipartUpload(r -> r.bucket(bucket).key(KEY).contentType("a/b")).uploadId();
  }

  private void put(int number, int length) {
    byte[] body = Bodies.of(length + number);
    byte[] cut = Arrays.copyOf(body, length);
    String etag =
        s3.uploadPart(
                r -> r.bucket(bucket).key(KEY).uploadId(id).partNumber(number),
                RequestBody.fromBytes(cut))
            .eTag();
    parts.put(number, CompletedPart.builder().partNumber(number).eTag(etag).build());
    bodies.put(number, cut);
  }

  private CompleteMultipartUploadResponse complete(List<CompletedPart> chosen) {
    return s3.completeMultipartUpload(
        r -> r.bucket(bucket).key(KEY).uploadId(id).multipartUpload(m -> m.parts(chosen)));
  }

  /** LIST = HEAD = GET, and the bytes. */
  private void assertCompletes() {
    String etag = complete(List.copyOf(parts.values())).eTag();
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    bodies.values().forEach(expected::writeBytes);
    HeadObjectResponse head = s3.headObject(r -> r.bucket(bucket).key(KEY));
    assertEquals(expected.size(), head.contentLength());
    assertEquals("a/b", head.contentType());
    assertEquals(etag, head.eTag());
    S3Object listed = s3.listObjectsV2(r -> r.bucket(bucket)).contents().get(0);
    assertEquals(expected.size(), listed.size());
    assertEquals(etag, listed.eTag());
    assertArrayEquals(
        expected.toByteArray(), s3.getObjectAsBytes(r -> r.bucket(bucket).key(KEY)).asByteArray());
  }

  private static void assertRefused(String code, Executable call) {
    S3Exception e = assertThrows(S3Exception.class, call);
    assertEquals(code, e.awsErrorDetails().errorCode());
  }

  @Test
  void parts_in_any_order_with_gaps() {
    put(40, 70_000);
    put(3, MINIMUM + 1);
    put(17, MINIMUM);
    assertCompletes();
  }

  @Test
  void a_part_that_was_replaced() {
    put(1, MINIMUM + 9);
    put(2, 7);
    put(1, MINIMUM);
    put(2, 5);
    assertCompletes();
  }

  @Test
  void parts_that_are_left_out() {
    put(1, MINIMUM);
    put(2, MINIMUM);
    put(3, MINIMUM);
    put(4, 5);
    parts.remove(2);
    bodies.remove(2);
    parts.remove(4);
    bodies.remove(4);
    if (subject.equals("radosgw")) {
      // Ceph completes an upload with all of its parts or not at all.
      assertRefused("NotImplemented", this::assertCompletes);
    } else {
      assertCompletes();
    }
  }

  @Test
  void a_tiny_last_part() {
    put(1, MINIMUM);
    put(2, 1);
    assertCompletes();
  }

  @Test
  void an_empty_last_part() {
    put(1, MINIMUM);
    put(2, 0);
    assertCompletes();
  }

  @Test
  void one_tiny_part() {
    put(1, 3);
    assertCompletes();
  }

  @Test
  void a_small_part_in_the_middle() {
    put(1, MINIMUM - 1);
    put(2, 1);
    assertRefused("EntityTooSmall", this::assertCompletes);
    put(1, MINIMUM);
    assertCompletes();
  }

  @Test
  void a_part_that_is_not_what_the_client_says() {
    put(1, 10);
    CompletedPart wrong = CompletedPart.builder().partNumber(1).eTag("\"made-up\"").build();
    assertRefused("InvalidPart", () -> complete(List.of(wrong)));
    CompletedPart missing = wrong.toBuilder().partNumber(2).build();
    assertRefused("InvalidPart", () -> complete(List.of(missing)));
    assertCompletes();
  }

  @Test
  void parts_in_another_order() {
    put(1, MINIMUM);
    put(2, MINIMUM);
    assertRefused("InvalidPartOrder", () -> complete(List.copyOf(parts.descendingMap().values())));
    assertRefused("MalformedXML", () -> complete(List.of()));
    assertCompletes();
  }

  @Test
  void an_upload_that_was_aborted() {
    put(1, MINIMUM);
    put(2, 1);
    s3.abortMultipartUpload(r -> r.bucket(bucket).key(KEY).uploadId(id));
    assertRefused("NoSuchUpload", () -> put(3, MINIMUM));
    assertRefused("NoSuchUpload", () -> put(3, 1));
    assertRefused("NoSuchUpload", () -> complete(List.copyOf(parts.values())));
    assertRefused("NoSuchUpload", () -> s3.listParts(r -> r.bucket(bucket).key(KEY).uploadId(id)));
    assertEquals(List.of(), s3.listObjectsV2(r -> r.bucket(bucket)).contents());
    s3.deleteBucket(r -> r.bucket(bucket));
  }

  @Test
  void the_same_completion_again() {
    put(1, MINIMUM);
    put(2, 1);
    CompleteMultipartUploadResponse first = complete(List.copyOf(parts.values()));
    CompleteMultipartUploadResponse again = complete(List.copyOf(parts.values()));
    assertEquals(first.eTag(), again.eTag());
  }

  @Test
  void listings_of_parts_and_of_uploads() {
    put(2, MINIMUM + 1);
    put(1, 7);
    ListPartsResponse listed = s3.listParts(r -> r.bucket(bucket).key(KEY).uploadId(id));
    assertEquals(List.of(1, 2), listed.parts().stream().map(Part::partNumber).toList());
    assertEquals(List.of(7L, MINIMUM + 1L), listed.parts().stream().map(Part::size).toList());
    assertEquals(
        parts.values().stream().map(CompletedPart::eTag).toList(),
        listed.parts().stream().map(Part::eTag).toList());
    s3.createMultipartUpload(r -> r.bucket(bucket).key("a"));
    assertEquals(
        List.of("a", KEY),
        s3.listMultipartUploads(r -> r.bucket(bucket)).uploads().stream()
            .map(upload -> upload.key())
            .toList());
    assertEquals(
        List.of(id),
        s3.listMultipartUploads(r -> r.bucket(bucket).prefix("dir/")).uploads().stream()
            .map(upload -> upload.uploadId())
            .toList());
    assertEquals(List.of(), s3.listObjectsV2(r -> r.bucket(bucket)).contents());
  }
}
