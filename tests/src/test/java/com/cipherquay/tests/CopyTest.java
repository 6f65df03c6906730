package com.cipherquay.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** CopyObject and UploadPartCopy by the SDK. */
@ForEverySubject
final class CopyTest {

  private static final int MINIMUM = 5 << 20;
  private static final String KEY = "a b/\u00e9+%";

  private final S3Client s3;
  private final String bucket;
  private final String other;

  CopyTest(Subject subject) {
    this.s3 = subject.s3();
    this.bucket = subject.freshBucket();
    this.other = subject.freshBucket();
  }

  private void put(byte[] body) {
    s3.putObject(
        r -> r.bucket(bucket).key(KEY).contentType("a/b").metadata(Map.of("colour", "blue")),
        RequestBody.fromBytes(body));
  }

  private void assertSame(byte[] body, String etag, String inBucket, String key) {
    assertArrayEquals(body, s3.getObjectAsBytes(r -> r.bucket(inBucket).key(key)).asByteArray());
    HeadObjectResponse head = s3.headObject(r -> r.bucket(inBucket).key(key));
    assertEquals(body.length, head.contentLength());
    assertEquals(etag, head.eTag());
    assertEquals(
        List.of((long) body.length),
        s3.listObjectsV2(r -> r.bucket(inBucket).prefix(key)).contents().stream()
            .map(object -> object.size())
            .toList());
  }

  @Test
  void a_copy_in_another_bucket_has_everything() {
    for (int size : List.of(0, 1, 65_520, 200_000)) {
      put(Bodies.of(size));
      CopyObjectResponse copy =
          s3.copyObject(
              r ->
                  r.sourceBucket(bucket)
                      .sourceKey(KEY)
                      .destinationBucket(other)
                      .destinationKey("x/y"));
      assertSame(Bodies.of(size), copy.copyObjectResult().eTag(), other, "x/y");
      HeadObjectResponse head = s3.headObject(r -> r.bucket(other).key("x/y"));
      assertEquals("a/b", head.contentType());
      assertEquals(Map.of("colour", "blue"), head.metadata());
    }
  }

  @Test
  void metadata_is_replaced_in_place() {
    put(Bodies.of(100_000));
    CopyObjectResponse copy =
        s3.copyObject(
            r ->
                r.sourceBucket(bucket)
                    .sourceKey(KEY)
                    .destinationBucket(bucket)
                    .destinationKey(KEY)
                    .metadataDirective(MetadataDirective.REPLACE)
                    .contentType("c/d")
                    .metadata(Map.of("shape", "round")));
    assertSame(Bodies.of(100_000), copy.copyObjectResult().eTag(), bucket, KEY);
    HeadObjectResponse head = s3.headObject(r -> r.bucket(bucket).key(KEY));
    assertEquals("c/d", head.contentType());
    assertEquals(Map.of("shape", "round"), head.metadata());
  }

  @Test
  void nothing_is_copied_to_itself() {
    put(Bodies.of(1));
    S3Exception e =
        assertThrows(
            S3Exception.class,
            () ->
                s3.copyObject(
                    r ->
                        r.sourceBucket(bucket)
                            .sourceKey(KEY)
                            .destinationBucket(bucket)
                            .destinationKey(KEY)));
    assertEquals("InvalidRequest", e.awsErrorDetails().errorCode());
  }

  @Test
  void a_condition_on_the_source() {
    put(Bodies.of(10));
    String etag = s3.headObject(r -> r.bucket(bucket).key(KEY)).eTag();
    s3.copyObject(
        r ->
            r.sourceBucket(bucket)
                .sourceKey(KEY)
                .copySourceIfMatch(etag)
                .destinationBucket(other)
                .destinationKey("k"));
    S3Exception e =
        assertThrows(
            S3Exception.class,
            () ->
                s3.copyObject(
                    r ->
                        r.sourceBucket(bucket)
                            .sourceKey(KEY)
                            .copySourceIfNoneMatch(etag)
                            .destinationBucket(other)
                            .destinationKey("l")));
    assertEquals(412, e.statusCode());
    assertEquals(1, s3.listObjectsV2(r -> r.bucket(other)).keyCount());
  }

  /** Makes the object {@code made} of ranges of the one that was put. */
  private String copyRanges(List<String> ranges) {
    String id = s3.createMultipartUpload(r -> r.bucket(other).key("made")).uploadId();
    List<CompletedPart> parts = new ArrayList<>();
    for (String range : ranges) {
      int number = parts.size() + 1;
      String etag =
          s3.uploadPartCopy(
                  r ->
                      r.sourceBucket(bucket)
                          .sourceKey(KEY)
                          .copySourceRange(range)
                          .destinationBucket(other)
                          .destinationKey("made")
                          .uploadId(id)
                          .partNumber(number))
              .copyPartResult()
              .eTag();
      parts.add(CompletedPart.builder().partNumber(number).eTag(etag).build());
    }
    return s3.completeMultipartUpload(
            r -> r.bucket(other).key("made").uploadId(id).multipartUpload(m -> m.parts(parts)))
        .eTag();
  }

  @Test
  void an_object_of_ranges_of_others_and_a_copy_of_it() {
    byte[] body = Bodies.of(MINIMUM + 100_000);
    put(body);
    List<String> ranges =
        List.of("bytes=100000-" + (MINIMUM + 99_999), "bytes=0-" + (MINIMUM - 1), "bytes=7-7");
    String etag = copyRanges(ranges);
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    Stream.of(
            Arrays.copyOfRange(body, 100_000, MINIMUM + 100_000),
            Arrays.copyOf(body, MINIMUM),
            new byte[] {body[7]})
        .forEach(expected::writeBytes);
    assertSame(expected.toByteArray(), etag, other, "made");
    CopyObjectResponse copy =
        s3.copyObject(
            r ->
                r.sourceBucket(other)
                    .sourceKey("made")
                    .destinationBucket(bucket)
                    .destinationKey("c"));
    assertSame(expected.toByteArray(), copy.copyObjectResult().eTag(), bucket, "c");
  }
}
