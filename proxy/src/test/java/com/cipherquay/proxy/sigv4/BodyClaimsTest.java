package com.cipherquay.proxy.sigv4;

import static com.cipherquay.proxy.sigv4.SignatureFault.BAD_DIGEST;
import static com.cipherquay.proxy.sigv4.SignatureFault.CONTENT_SHA256_MISMATCH;
import static com.cipherquay.proxy.sigv4.SignatureFault.INCOMPLETE_BODY;
import static com.cipherquay.proxy.sigv4.SignatureFault.INVALID_ARGUMENT;
import static com.cipherquay.proxy.sigv4.SignatureFault.INVALID_DIGEST;
import static com.cipherquay.proxy.sigv4.SignatureFault.INVALID_REQUEST;
import static com.cipherquay.proxy.sigv4.SignatureFault.MISSING_CONTENT_LENGTH;
import static com.cipherquay.proxy.sigv4.SignatureFault.REQUEST_TIMEOUT;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a request claims about its body, beside the framing: lengths, hashes, digests, checksums.
 */
final class BodyClaimsTest {

  private static final byte[] HELLO = "hello world".getBytes(StandardCharsets.US_ASCII);
  private static final String SHA256 =
      "b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9";
  private static final String MD5 = "XrY7u+Ae7tCTyyK7j1rNww==";

  private final List<Map.Entry<String, String>> headers =
      new ArrayList<>(List.of(Map.entry("host", "localhost")));

  @Test
  void aHashThatIsRight() throws IOException {
    assertArrayEquals(HELLO, open(SHA256, HELLO.length).readAllBytes());
    assertArrayEquals(
        HELLO, open(SHA256.toUpperCase(java.util.Locale.ROOT), HELLO.length).readAllBytes());
  }

  @Test
  void aHashThatIsWrong() {
    assertEquals(CONTENT_SHA256_MISMATCH, fault(SHA256.replace('9', '8')));
    assertEquals(CONTENT_SHA256_MISMATCH, fault(PayloadHash.EMPTY));
  }

  @Test
  void aHashOfNoBodyIsComparedAtOnce() throws IOException {
    SignatureException refused =
        assertThrows(
            SignatureException.class, () -> open(SHA256, 0, InputStream.nullInputStream()));
    assertEquals(CONTENT_SHA256_MISMATCH, refused.fault());
    VerifiedBody empty = open(PayloadHash.EMPTY, -1, InputStream.nullInputStream());
    assertEquals(-1, empty.read());
    assertFalse(empty.lengthDeclared());
  }

  @Test
  void aDigestThatIsRight() throws IOException {
    headers.add(Map.entry("Content-MD5", MD5));
    assertArrayEquals(HELLO, open(PayloadHash.UNSIGNED, HELLO.length).readAllBytes());
    assertArrayEquals(HELLO, open(SHA256, HELLO.length).readAllBytes());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "XrY7u",
        "XrY7u+Ae7tCTyyK7j1rNww",
        "DUoRhQ==",
        "not base64 at all!==",
        "XrY7u+Ae7tCTyyK7j1rNwx=="
      })
  void aDigestThatIsNone(String value) {
    headers.add(Map.entry("Content-MD5", value));
    assertEquals(INVALID_DIGEST, refusal(PayloadHash.UNSIGNED));
  }

  @Test
  void aDigestThatIsWrong() {
    headers.add(Map.entry("Content-MD5", "AAAAAAAAAAAAAAAAAAAAAA=="));
    assertEquals(BAD_DIGEST, fault(PayloadHash.UNSIGNED));
  }

  @ParameterizedTest
  @CsvSource({
    "crc32, DUoRhQ==, AAAAAA==",
    "crc32c, yZRlqg==, AAAAAA==",
    "crc64nvme, jSnVw/bqjr4=, AAAAAAAAAAA=",
    "sha1, Kq5sNclPz7QV2+lfQIuc6R7oRu0=, AAAAAAAAAAAAAAAAAAAAAAAAAAA=",
    "sha256, uU0nuZNNPgilLlLX2n2r+sSE7+N6U4DukIj3rOLvzek=, AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
  })
  void checksums(String name, String right, String wrong) throws IOException {
    headers.add(Map.entry("x-amz-checksum-" + name, right));
    headers.add(Map.entry("x-amz-sdk-checksum-algorithm", name));
    for (String hash : List.of(PayloadHash.UNSIGNED, SHA256)) {
      VerifiedBody body = open(hash, HELLO.length);
      assertArrayEquals(HELLO, body.readAllBytes());
      assertEquals(right, body.checksum().orElseThrow().getValue());
      assertEquals("x-amz-checksum-" + name, body.checksum().orElseThrow().getKey().headerName());
    }
    headers.set(1, Map.entry("x-amz-checksum-" + name, wrong));
    assertEquals(BAD_DIGEST, fault(PayloadHash.UNSIGNED));
    assertEquals(BAD_DIGEST, fault(SHA256));
    headers.set(1, Map.entry("x-amz-checksum-" + name, wrong.substring(4)));
    assertEquals(INVALID_REQUEST, refusal(PayloadHash.UNSIGNED));
  }

  @Test
  void checksumsOfSomethingElseAreNotOfTheBody() throws IOException {
    headers.add(Map.entry("x-amz-checksum-crc32", "AAAAAA=="));
    VerifiedBody body =
        signed(PayloadHash.UNSIGNED).openBody(new ByteArrayInputStream(HELLO), HELLO.length, false);
    assertArrayEquals(HELLO, body.readAllBytes());
    assertTrue(body.checksum().isEmpty());
  }

  @Test
  void severalChecksums() {
    headers.add(Map.entry("x-amz-checksum-crc32", "DUoRhQ=="));
    headers.add(Map.entry("x-amz-checksum-crc32c", "yZRlqg=="));
    assertEquals(INVALID_REQUEST, refusal(PayloadHash.UNSIGNED));
    headers.set(2, Map.entry("x-amz-checksum-crc32", "DUoRhQ=="));
    assertEquals(INVALID_REQUEST, refusal(PayloadHash.UNSIGNED));
    headers.set(2, Map.entry("x-amz-trailer", "x-amz-checksum-crc32"));
    headers.add(Map.entry("x-amz-decoded-content-length", "11"));
    assertEquals(INVALID_REQUEST, refusal("STREAMING-UNSIGNED-PAYLOAD-TRAILER"));
  }

  @Test
  void checksumAlgorithmsWithoutChecksum() {
    headers.add(Map.entry("x-amz-sdk-checksum-algorithm", "CRC32"));
    assertEquals(INVALID_REQUEST, refusal(PayloadHash.UNSIGNED));
    headers.add(Map.entry("x-amz-checksum-crc32c", "yZRlqg=="));
    assertEquals(INVALID_REQUEST, refusal(PayloadHash.UNSIGNED));
  }

  @Test
  void trailersThatCanNotBe() {
    headers.add(Map.entry("x-amz-decoded-content-length", "11"));
    headers.add(Map.entry("x-amz-trailer", "x-amz-checksum-crc32"));
    assertEquals(INVALID_REQUEST, refusal(PayloadHash.UNSIGNED));
    assertEquals(INVALID_REQUEST, refusal("STREAMING-AWS4-HMAC-SHA256-PAYLOAD"));
    for (String trailer : List.of("", "x-amz-meta-a", "x-amz-checksum-crc32,x-amz-checksum-sha1")) {
      headers.set(2, Map.entry("x-amz-trailer", trailer));
      assertEquals(INVALID_REQUEST, refusal("STREAMING-UNSIGNED-PAYLOAD-TRAILER"), trailer);
    }
  }

  @Test
  void lengthsThatAreNotKnown() throws IOException {
    assertEquals(MISSING_CONTENT_LENGTH, refusal("STREAMING-AWS4-HMAC-SHA256-PAYLOAD"));
    headers.add(Map.entry("Transfer-Encoding", "chunked"));
    SignatureException refused =
        assertThrows(
            SignatureException.class,
            () -> open(PayloadHash.UNSIGNED, -1, new ByteArrayInputStream(HELLO)));
    assertEquals(MISSING_CONTENT_LENGTH, refused.fault());
    headers.add(Map.entry("x-amz-decoded-content-length", "11"));
    VerifiedBody body = open(PayloadHash.UNSIGNED, -1, new ByteArrayInputStream(HELLO));
    assertTrue(body.lengthDeclared());
    assertArrayEquals(HELLO, body.readAllBytes());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "+11", "0xb", "9223372036854775808", "11 11"})
  void lengthsThatAreNone(String value) {
    headers.add(Map.entry("x-amz-decoded-content-length", value));
    assertEquals(INVALID_ARGUMENT, refusal("STREAMING-AWS4-HMAC-SHA256-PAYLOAD"));
  }

  @Test
  void lengthsThatAreWrong() {
    assertEquals(INCOMPLETE_BODY, fault(PayloadHash.UNSIGNED, HELLO.length + 1));
    assertEquals(INCOMPLETE_BODY, fault(PayloadHash.UNSIGNED, HELLO.length - 1));
    assertEquals(INCOMPLETE_BODY, fault(PayloadHash.UNSIGNED, 0));
  }

  @Test
  void connectionsThatBreak() {
    assertEquals(INCOMPLETE_BODY, faultOf(new IOException("reset")));
    assertEquals(REQUEST_TIMEOUT, faultOf(new IOException(new TimeoutException("idle"))));
  }

  private SignatureFault faultOf(IOException trouble) {
    InputStream breaking =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw trouble;
          }

          @Override
          public int read(byte[] buffer, int offset, int length) throws IOException {
            throw trouble;
          }
        };
    VerifiedBody body = open(PayloadHash.UNSIGNED, 5, breaking);
    SignatureFault fault = assertThrows(BodyException.class, body::readAllBytes).fault();
    assertEquals(fault, body.fault().orElseThrow().fault());
    return fault;
  }

  private SignatureFault refusal(String payloadHash) {
    return assertThrows(SignatureException.class, () -> open(payloadHash, HELLO.length)).fault();
  }

  private SignatureFault fault(String payloadHash) {
    return fault(payloadHash, HELLO.length);
  }

  private SignatureFault fault(String payloadHash, long contentLength) {
    VerifiedBody body = open(payloadHash, contentLength);
    return assertThrows(BodyException.class, body::readAllBytes).fault();
  }

  private VerifiedBody open(String payloadHash, long contentLength) {
    return open(payloadHash, contentLength, new ByteArrayInputStream(HELLO));
  }

  private VerifiedBody open(String payloadHash, long contentLength, InputStream source) {
    return signed(payloadHash).openBody(source, contentLength, true);
  }

  private VerifiedRequest signed(String payloadHash) {
    SignableRequest bare = new SignableRequest("PUT", "/bucket/key", "", headers);
    List<Map.Entry<String, String>> all = new ArrayList<>(headers);
    all.addAll(
        SigV4Signer.of(SdkSigner.REGION, SdkSigner.CLOCK).sign(bare, SdkSigner.OWNER, payloadHash));
    return SdkSigner.verifier().verify(new SignableRequest("PUT", "/bucket/key", "", all));
  }
}
