package com.cipherquay.tests;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A bad upload gets S3's error, and afterwards the object is as it was before. */
@ForEverySubject
final class RefusalTest {

  private static final byte[] OLD = "as it was".getBytes(UTF_8);
  private static final byte[] BODY = Bodies.of(100_000);
  private static final int CHUNK = 20_000;

  private final Subject subject;
  private final RawS3 raw;
  private final String bucket;
  private final String path;

  RefusalTest(Subject subject) {
    this.subject = subject;
    this.raw = subject.raw();
    this.bucket = subject.freshBucket();
    this.path = "/" + bucket + "/k";
    raw.call(put(), OLD);
  }

  /** Every test here ends with the object as it was and nothing beside it. */
  @AfterEach
  void nothing_is_left_behind() {
    assertEquals("as it was", raw.call("GET", path).text());
    assertEquals(1, subject.s3().listObjectsV2(r -> r.bucket(bucket)).keyCount());
  }

  @Test
  void a_payload_hash_that_does_not_match() {
    String hash = Bodies.sha256("something else".getBytes(UTF_8));

    assertEquals("400 XAmzContentSHA256Mismatch", raw.call(put(), hash, BODY).outcome());
  }

  @Test
  void a_content_md5_that_does_not_match() {
    assertEquals(
        "400 BadDigest", raw.call(put().with("content-md5", Checksums.md5(OLD)), BODY).outcome());
  }

  @Test
  void a_content_md5_that_is_none() {
    assertEquals(
        "400 InvalidDigest", raw.call(put().with("content-md5", "no digest"), BODY).outcome());
  }

  @ParameterizedTest
  @ValueSource(strings = {"crc32", "crc32c", "crc64nvme", "sha1", "sha256"})
  void a_checksum_that_does_not_match(String algorithm) {
    String name = "x-amz-checksum-" + algorithm;
    String wrong = Checksums.of(algorithm, OLD);

    assertEquals("400 BadDigest", raw.call(put().with(name, wrong), BODY).outcome());
    for (String mode : List.of(Sigv4.SIGNED_CHUNKS_TRAILER, Sigv4.UNSIGNED_CHUNKS_TRAILER)) {
      RawResponse answer =
          raw.chunked(
              decoded(BODY.length).with("x-amz-trailer", name),
              mode,
              framing -> framing.data(BODY, CHUNK).endWithTrailer(name, wrong));
      assertEquals("400 BadDigest", answer.outcome(), mode);
    }
  }

  @Test
  void a_chunk_with_a_forged_signature() {
    RawResponse answer =
        raw.chunked(
            decoded(BODY.length),
            Sigv4.SIGNED_CHUNKS,
            framing -> framing.data(new byte[0], CHUNK).forgedChunk(BODY).end());

    assertEquals("403 SignatureDoesNotMatch", answer.outcome());
  }

  @Test
  void chunks_without_the_last_one() {
    RawResponse answer =
        raw.chunked(
            decoded(BODY.length),
            Sigv4.SIGNED_CHUNKS,
            framing -> framing.data(BODY, CHUNK).broken());

    assertEquals("400 IncompleteBody", answer.outcome());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 99_999, 100_001})
  void a_decoded_length_that_is_wrong(int length) {
    RawResponse answer =
        raw.chunked(
            decoded(length), Sigv4.SIGNED_CHUNKS, framing -> framing.data(BODY, CHUNK).end());

    assertEquals(400, answer.status(), answer::text);
  }

  @Test
  void a_trailer_that_was_announced_and_never_came() {
    RawResponse answer =
        raw.chunked(
            decoded(BODY.length).with("x-amz-trailer", "x-amz-checksum-crc32"),
            Sigv4.SIGNED_CHUNKS_TRAILER,
            framing -> framing.data(BODY, CHUNK).end());

    assertEquals(400, answer.status(), answer::text);
  }

  @Test
  void a_client_that_goes_away_in_the_middle() throws Exception {
    RawRequest put = put().with("content-length", Integer.toString(BODY.length));
    try (RawConnection connection = RawConnection.open(subject.endpoint().uri())) {
      connection.send(raw.signer().head(put, Sigv4.UNSIGNED).bytes());
      connection.send(Arrays.copyOf(BODY, 70_000));
    }
    // The next request of the check after the test waits behind nothing; give the server a moment.
    Thread.sleep(300);
  }

  @Test
  void a_wrong_signature() {
    byte[] head = raw.signer().head(sized(), Bodies.sha256(BODY)).bytes();
    String text = new String(head, ISO_8859_1);
    int at = text.indexOf("Signature=") + "Signature=".length();
    char other = text.charAt(at) == '0' ? '1' : '0';
    String forged = text.substring(0, at) + other + text.substring(at + 1);

    RawResponse answer = raw.exchange(sized(), forged.getBytes(ISO_8859_1), BODY);

    assertEquals("403 SignatureDoesNotMatch", answer.outcome());
  }

  @Test
  void a_header_that_was_added_after_signing() {
    byte[] head = raw.signer().head(sized(), Bodies.sha256(BODY)).bytes();
    String more =
        new String(head, ISO_8859_1).replace("\r\n\r\n", "\r\nx-amz-meta-evil: 1\r\n\r\n");

    RawResponse answer = raw.exchange(sized(), more.getBytes(ISO_8859_1), BODY);

    assertEquals(403, answer.status(), answer::text);
  }

  @Test
  void a_request_from_another_time() {
    Sigv4 early = new Sigv4(subject.endpoint(), Instant.now().minusSeconds(16 * 60));

    byte[] head = early.head(sized(), Bodies.sha256(BODY)).bytes();

    assertEquals("403 RequestTimeTooSkewed", raw.exchange(sized(), head, BODY).outcome());
  }

  @Test
  void nobody_in_particular() {
    String head = "PUT " + path + " HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\n\r\n";

    RawResponse answer = raw.exchange(put(), head.getBytes(ISO_8859_1), new byte[1]);

    assertEquals("403 AccessDenied", answer.outcome());
  }

  @Test
  void an_access_key_that_is_not_known() {
    Endpoint here = subject.endpoint();
    Endpoint stranger = new Endpoint(here.uri(), "CQNOBODYKNOWSTHISKEY", here.secretAccessKey());

    RawResponse answer = new RawS3(stranger).call(put(), BODY);

    assertEquals(403, answer.status());
    assertTrue(
        List.of("InvalidAccessKeyId", "SignatureDoesNotMatch").contains(answer.errorCode()),
        answer::text);
  }

  @Test
  void a_body_without_a_length() {
    RawRequest put = put().with("transfer-encoding", "chunked");
    byte[] head = raw.signer().head(put, Sigv4.UNSIGNED).bytes();

    RawResponse answer = raw.exchange(put, head, TransferCoding.chunked(BODY, 9000));

    assertEquals("411 MissingContentLength", answer.outcome());
  }

  private RawRequest put() {
    return RawRequest.of("PUT", path);
  }

  private RawRequest sized() {
    return put().with("content-length", Integer.toString(BODY.length));
  }

  private RawRequest decoded(int size) {
    return put().with("x-amz-decoded-content-length", Integer.toString(size));
  }
}
