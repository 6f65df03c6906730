package com.cipherquay.tests;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * An aws-chunked upload that somebody on the way takes apart: every chunk of it was signed, and
 * what arrives is not what was sent. The object is as it was.
 */
@ForEverySubject
final class ChunkTamperingTest {

  private static final int CHUNK = 20_000;
  private static final int CHUNKS = 4;
  private static final String CRC32 = "x-amz-checksum-crc32";

  private final RawS3 raw;
  private final Subject subject;
  private final String bucket;
  private final String path;

  ChunkTamperingTest(Subject subject) {
    this.subject = subject;
    this.raw = subject.raw();
    this.bucket = subject.freshBucket();
    this.path = "/" + bucket + "/k";
    raw.call(RawRequest.of("PUT", path), "as it was".getBytes(UTF_8));
  }

  @AfterEach
  void nothing_is_left_behind() {
    assertEquals("as it was", raw.call("GET", path).text());
    assertEquals(1, subject.s3().listObjectsV2(r -> r.bucket(bucket)).keyCount());
  }

  @Test
  void nothing_is_changed() {
    RawResponse answer = send(CHUNKS, sent -> sent);

    assertEquals(200, answer.status(), answer::text);
    assertEquals(CHUNKS * CHUNK, raw.call("GET", path).body().length);
    raw.call(RawRequest.of("PUT", path), "as it was".getBytes(UTF_8));
  }

  @Test
  void a_chunk_is_left_out() {
    assertRefused(send(CHUNKS - 1, sent -> pieces(sent, 0, 2, 3, 4)));
  }

  @Test
  void two_chunks_change_places() {
    assertRefused(send(CHUNKS, sent -> pieces(sent, 0, 2, 1, 3, 4)));
  }

  @Test
  void a_chunk_comes_twice() {
    assertRefused(send(CHUNKS, sent -> pieces(sent, 0, 1, 1, 3, 4)));
  }

  @Test
  void the_last_chunk_comes_early() {
    assertRefused(send(CHUNKS - 1, sent -> pieces(sent, 0, 1, 2, 4)));
  }

  @Test
  void a_chunk_has_the_signature_of_another() {
    assertRefused(
        send(
            CHUNKS,
            sent -> {
              byte[] changed = sent.clone();
              int length = chunkLength(sent);
              System.arraycopy(sent, 0, changed, length, length - CHUNK - 2);
              return changed;
            }));
  }

  @Test
  void a_byte_of_the_data_is_another() {
    assertRefused(send(CHUNKS, sent -> altered(sent, chunkLength(sent) * 2 - 3)));
  }

  @Test
  void a_trailer_has_another_signature() {
    byte[] body = Bodies.of(CHUNK);
    RawResponse answer =
        raw.chunked(
            decoded(CHUNK).with("x-amz-trailer", CRC32),
            Sigv4.SIGNED_CHUNKS_TRAILER,
            framing -> {
              byte[] sent =
                  framing.data(body, CHUNK).endWithTrailer(CRC32, Checksums.of("crc32", body));
              int digit = new String(sent, ISO_8859_1).lastIndexOf("signature:") + 12;
              return altered(sent, digit);
            });
    assertRefused(answer);
  }

  private void assertRefused(RawResponse answer) {
    assertEquals("403 SignatureDoesNotMatch", answer.outcome());
  }

  /** Signs the chunks, and sends what somebody makes of them. */
  private RawResponse send(int declared, UnaryOperator<byte[]> somebody) {
    byte[] body = Bodies.of(CHUNKS * CHUNK);
    return raw.chunked(
        decoded(declared * CHUNK),
        Sigv4.SIGNED_CHUNKS,
        framing -> somebody.apply(framing.data(body, CHUNK).end()));
  }

  private RawRequest decoded(int size) {
    return RawRequest.of("PUT", path).with("x-amz-decoded-content-length", "" + size);
  }

  private static byte[] altered(byte[] bytes, int at) {
    byte[] changed = bytes.clone();
    changed[at] = (byte) (changed[at] == '0' ? '1' : '0');
    return changed;
  }

  /** How long a full chunk is on the wire. */
  private static int chunkLength(byte[] sent) {
    return new String(sent, 0, 200, ISO_8859_1).indexOf("\r\n") + 2 + CHUNK + 2;
  }

  /** Some of the chunks, by their numbers from 0; the last is that of no data. */
  private static byte[] pieces(byte[] sent, int... numbers) {
    int length = chunkLength(sent);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int number : numbers) {
      out.writeBytes(
          Arrays.copyOfRange(sent, number * length, Math.min(sent.length, (number + 1) * length)));
    }
    return out.toByteArray();
  }
}
