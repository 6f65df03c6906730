package com.cipherquay.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.Part;

/** Every way to send a body, with parts that the store gets at once and parts that are held. */
@ForEverySubject
final class PartPayloadModeTest {

  private static final int CHUNK = 64 * 1024;

  private final S3Client s3;
  private final RawS3 raw;
  private final String bucket;
  private final String id;

  PartPayloadModeTest(Subject subject) {
    this.s3 = subject.s3();
    this.raw = subject.raw();
    this.bucket = subject.freshBucket();
    this.id = s3.createMultipartUpload(r -> r.bucket(bucket).key("k")).uploadId();
  }

  private RawRequest put() {
    String query = "?partNumber=1&uploadId=" + RawS3.encode(id, false);
    return RawRequest.of("PUT", "/" + bucket + "/k" + query);
  }

  private RawRequest decoded(int size) {
    return put().with("x-amz-decoded-content-length", Integer.toString(size));
  }

  private void assertPart(byte[] body, RawResponse answer) {
    assertEquals(200, answer.status(), answer::text);
    List<Part> parts = s3.listParts(r -> r.bucket(bucket).key("k").uploadId(id)).parts();
    assertEquals(List.of((long) body.length), parts.stream().map(Part::size).toList());
    CompletedPart part = CompletedPart.builder().partNumber(1).eTag(parts.get(0).eTag()).build();
    s3.completeMultipartUpload(
        r -> r.bucket(bucket).key("k").uploadId(id).multipartUpload(m -> m.parts(part)));
    assertArrayEquals(body, s3.getObjectAsBytes(r -> r.bucket(bucket).key("k")).asByteArray());
  }

  private void assertRefused(String outcome, RawResponse answer) {
    assertEquals(outcome, answer.outcome());
    assertEquals(List.of(), s3.listParts(r -> r.bucket(bucket).key("k").uploadId(id)).parts());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 70_000, 5 << 20})
  void a_hashed_body(int size) {
    assertPart(Bodies.of(size), raw.call(put(), Bodies.of(size)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 70_000, 5 << 20})
  void an_unsigned_body(int size) {
    assertPart(Bodies.of(size), raw.call(put(), Sigv4.UNSIGNED, Bodies.of(size)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 70_000, 5 << 20})
  void signed_chunks(int size) {
    byte[] body = Bodies.of(size);
    assertPart(
        body,
        raw.chunked(
            decoded(size), Sigv4.SIGNED_CHUNKS, framing -> framing.data(body, CHUNK).end()));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 70_000, 5 << 20})
  void signed_chunks_with_a_trailer(int size) {
    byte[] body = Bodies.of(size);
    String sum = Checksums.of("crc32", body);
    assertPart(body, trailed(Sigv4.SIGNED_CHUNKS_TRAILER, body, sum));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 70_000, 5 << 20})
  void unsigned_chunks_with_a_trailer(int size) {
    byte[] body = Bodies.of(size);
    String sum = Checksums.of("crc32", body);
    assertPart(body, trailed(Sigv4.UNSIGNED_CHUNKS_TRAILER, body, sum));
  }

  private RawResponse trailed(String mode, byte[] body, String sum) {
    String name = "x-amz-checksum-crc32";
    return raw.chunked(
        decoded(body.length).with("x-amz-trailer", name),
        mode,
        framing -> framing.data(body, CHUNK).endWithTrailer(name, sum));
  }

  @ParameterizedTest
  @ValueSource(ints = {70_000, 5 << 20})
  void a_claim_that_is_false(int size) {
    byte[] body = Bodies.of(size);
    String other = Checksums.of("crc32", Bodies.of(1));
    assertRefused("400 BadDigest", trailed(Sigv4.SIGNED_CHUNKS_TRAILER, body, other));
    assertRefused("400 BadDigest", trailed(Sigv4.UNSIGNED_CHUNKS_TRAILER, body, other));
    RawRequest digest = put().with("content-md5", Checksums.md5(Bodies.of(1)));
    assertRefused("400 BadDigest", raw.call(digest, body));
    assertRefused(
        "400 XAmzContentSHA256Mismatch", raw.call(put(), Bodies.sha256(Bodies.of(1)), body));
  }

  @Test
  void a_forged_chunk() {
    byte[] body = Bodies.of(5 << 20);
    assertRefused(
        "403 SignatureDoesNotMatch",
        raw.chunked(
            decoded(body.length), Sigv4.SIGNED_CHUNKS, framing -> framing.forgedChunk(body).end()));
  }
}
