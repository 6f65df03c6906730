package com.cipherquay.tests;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way in which SigV4 lets a client send a body. */
@ForEverySubject
final class PayloadModeTest {

  private static final int CHUNK = 16 * 1024;
  private static final List<Integer> SIZES = List.of(0, 1, CHUNK, 65_520, 65_521, 200_000);

  private final Subject subject;
  private final RawS3 raw;
  private final String path;

  PayloadModeTest(Subject subject) {
    this.subject = subject;
    this.raw = subject.raw();
    this.path = "/" + subject.freshBucket() + "/k";
  }

  static Stream<Integer> sizes() {
    return SIZES.stream();
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void a_hashed_body(int size) {
    assertStored(Bodies.of(size), raw.call(put(), Bodies.of(size)));
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void an_unsigned_body(int size) {
    assertStored(Bodies.of(size), raw.call(put(), Sigv4.UNSIGNED, Bodies.of(size)));
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void signed_chunks(int size) {
    byte[] body = Bodies.of(size);
    assertStored(
        body,
        raw.chunked(
            decoded(size), Sigv4.SIGNED_CHUNKS, framing -> framing.data(body, CHUNK).end()));
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void signed_chunks_with_a_trailer(int size) {
    byte[] body = Bodies.of(size);
    assertStored(body, trailed(Sigv4.SIGNED_CHUNKS_TRAILER, "crc32", body));
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void unsigned_chunks_with_a_trailer(int size) {
    byte[] body = Bodies.of(size);
    assertStored(body, trailed(Sigv4.UNSIGNED_CHUNKS_TRAILER, "crc64nvme", body));
  }

  @ParameterizedTest
  @ValueSource(strings = {"crc32", "crc32c", "crc64nvme", "sha1", "sha256"})
  void every_checksum_in_a_trailer_and_in_a_header(String algorithm) {
    byte[] body = Bodies.of(100_000);

    assertStored(body, trailed(Sigv4.SIGNED_CHUNKS_TRAILER, algorithm, body));
    assertStored(body, trailed(Sigv4.UNSIGNED_CHUNKS_TRAILER, algorithm, body));
    RawRequest put = put().with("x-amz-checksum-" + algorithm, Checksums.of(algorithm, body));
    assertStored(body, raw.call(put, Sigv4.UNSIGNED, body));
  }

  @Test
  void a_content_md5_is_verified() {
    byte[] body = Bodies.of(70_000);

    assertStored(body, raw.call(put().with("content-md5", Checksums.md5(body)), body));
  }

  @ParameterizedTest
  @ValueSource(ints = {8192, 65_536, 65_537, 1_000_000})
  void chunks_of_any_size(int chunk) {
    byte[] body = Bodies.of(300_000);
    assertStored(
        body,
        raw.chunked(
            decoded(body.length), Sigv4.SIGNED_CHUNKS, framing -> framing.data(body, chunk).end()));
  }

  @Test
  void a_chunked_transfer_without_a_content_length() {
    byte[] body = Bodies.of(90_000);
    RawRequest put =
        decoded(body.length)
            .with("transfer-encoding", "chunked")
            .with("content-encoding", "aws-chunked")
            .with("x-amz-trailer", "x-amz-checksum-crc32");
    Sigv4 signer = raw.signer();
    Sigv4.Head head = signer.head(put, Sigv4.UNSIGNED_CHUNKS_TRAILER);
    byte[] framed =
        new ChunkedBody(signer, Sigv4.UNSIGNED_CHUNKS_TRAILER, head.signature())
            .data(body, CHUNK)
            .endWithTrailer("x-amz-checksum-crc32", Checksums.of("crc32", body));

    assertStored(body, raw.exchange(put, head.bytes(), TransferCoding.chunked(framed, 10_000)));
  }

  @Test
  void a_body_that_waits_for_100_continue() throws Exception {
    byte[] body = Bodies.of(1000);
    RawRequest put = put().with("expect", "100-continue").with("content-length", "1000");
    try (RawConnection connection = RawConnection.open(subject.endpoint().uri())) {
      connection.send(raw.signer().head(put, Bodies.sha256(body)).bytes());
      assertEquals(100, connection.receiveInterim());
      connection.send(body);
      assertStored(body, connection.receive(false));
    }
  }

  @Test
  void a_refused_upload_is_never_asked_for_its_body() throws Exception {
    RawRequest put =
        RawRequest.of("PUT", "/no-such-bucket-here/k")
            .with("expect", "100-continue")
            .with("content-length", "1000");
    byte[] head = raw.signer().head(put, Sigv4.UNSIGNED).bytes();
    String forged = new String(head, ISO_8859_1).replace("Signature=", "Signature=0");
    try (RawConnection connection = RawConnection.open(subject.endpoint().uri())) {
      connection.send(forged.getBytes(ISO_8859_1));
      assertEquals(403, connection.receiveInterim());
    }
  }

  private RawResponse trailed(String mode, String algorithm, byte[] body) {
    String name = "x-amz-checksum-" + algorithm;
    return raw.chunked(
        decoded(body.length).with("x-amz-trailer", name),
        mode,
        framing -> framing.data(body, CHUNK).endWithTrailer(name, Checksums.of(algorithm, body)));
  }

  private RawRequest put() {
    return RawRequest.of("PUT", path);
  }

  private RawRequest decoded(int size) {
    return put().with("x-amz-decoded-content-length", Integer.toString(size));
  }

  private void assertStored(byte[] body, RawResponse answer) {
    assertEquals(200, answer.status(), answer::text);
    RawResponse got = raw.call("GET", path);
    assertArrayEquals(body, got.body());
    assertEquals("", got.header("content-encoding").orElse(""), "aws-chunked is no encoding");
    assertEquals(204, raw.call("DELETE", path).status());
  }
}
