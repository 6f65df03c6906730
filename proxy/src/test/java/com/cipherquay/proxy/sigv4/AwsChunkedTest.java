package com.cipherquay.proxy.sigv4;

import static com.cipherquay.proxy.sigv4.SignatureFault.BAD_DIGEST;
import static com.cipherquay.proxy.sigv4.SignatureFault.INCOMPLETE_BODY;
import static com.cipherquay.proxy.sigv4.SignatureFault.INVALID_REQUEST;
import static com.cipherquay.proxy.sigv4.SignatureFault.MALFORMED_TRAILER;
import static com.cipherquay.proxy.sigv4.SignatureFault.SIGNATURE_DOES_NOT_MATCH;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The aws-chunked framing: what is taken, and every way to be refused. */
final class AwsChunkedTest {

  private static final String CRC32 = "x-amz-checksum-crc32";

  /** CRC-32 of "hello world", 0D4A1185. */
  private static final String VALUE = "DUoRhQ==";

  private final RequestVerifier verifier = SdkSigner.verifier();

  @Test
  void chunksOfAnySize() throws IOException {
    assertReads(
        "hello world", ChunkedUpload.signed(11).chunk("hello").chunk(" world").last().raw("\r\n"));
    assertReads("hello world", ChunkedUpload.signed(11).chunk("hello world").last());
    assertReads("", ChunkedUpload.signed(0).last().raw("\r\n"));
    assertReads("hello", ChunkedUpload.unsigned(5).raw("05\r\nhello\r\n0\r\n\r\n"));
    assertReads(
        "0123456789abcdef", ChunkedUpload.unsigned(16).raw("10\r\n0123456789abcdef\r\n0\r\n"));
  }

  /** Line ends around the trailer as clients send them. */
  @ParameterizedTest
  @ValueSource(strings = {"\r\n", "\n", "\n\r\n", "\r\n\r\n", "\n\r\n\r\n\r\n"})
  void trailersOfDifferentClients(String separator) throws IOException {
    assertReads(
        "hello world",
        ChunkedUpload.signedWithTrailer(11, CRC32)
            .chunk("hello world")
            .last()
            .signedTrailer(CRC32, VALUE, separator));
    assertReads(
        "hello world",
        ChunkedUpload.unsignedWithTrailer(11, CRC32)
            .chunk("hello world")
            .last()
            .raw(CRC32 + ":" + VALUE + separator + "\r\n"));
  }

  @Test
  void wrongDecodedLength() {
    assertEquals(INCOMPLETE_BODY, fault(ChunkedUpload.signed(12).chunk("hello world").last()));
    assertEquals(INCOMPLETE_BODY, fault(ChunkedUpload.signed(10).chunk("hello world").last()));
    assertEquals(INCOMPLETE_BODY, fault(ChunkedUpload.signed(5).chunk("hello").chunk(" ").last()));
    assertEquals(INCOMPLETE_BODY, fault(ChunkedUpload.unsigned(0).chunk("a").last()));
  }

  @Test
  void missingFinalChunk() {
    assertEquals(INCOMPLETE_BODY, fault(ChunkedUpload.signed(5).chunk("hello")));
    assertEquals(INCOMPLETE_BODY, fault(ChunkedUpload.signed(0)));
    assertEquals(INCOMPLETE_BODY, fault(ChunkedUpload.unsigned(5).chunk("hello")));
  }

  @Test
  void everyCutIsNoticed() throws IOException {
    SignedExchange whole =
        ChunkedUpload.signedWithTrailer(11, CRC32)
            .chunk("hello ")
            .chunk("world")
            .last()
            .signedTrailer(CRC32, VALUE, "\r\n")
            .done();
    int needed = whole.body().length - "\r\n\r\n".length();
    for (int length = 0; length < needed; length++) {
      SignedExchange cut = whole.withBody(Arrays.copyOf(whole.body(), length));
      assertThrows(BodyException.class, () -> cut.read(verifier), "cut at " + length);
    }
    assertArrayEquals(
        bytes("hello world"), whole.withBody(Arrays.copyOf(whole.body(), needed)).read(verifier));
  }

  /** A flipped bit is refused, or (the case of a digit, a line end) changes nothing of the body. */
  @Test
  void everyFlippedBitIsNoticed() {
    SignedExchange whole = SdkSigner.put(bytes("hello world"), SdkSigner.CHUNKED_TRAILER);
    // Of each byte the lowest bit and the one that makes a letter upper or lower case.
    for (int bit = 0; bit < whole.body().length * 8; bit += bit % 8 == 0 ? 5 : 3) {
      byte[] flipped = whole.body().clone();
      flipped[bit / 8] ^= (byte) (1 << (bit % 8));
      try {
        byte[] read = whole.withBody(flipped).read(verifier);
        assertEquals("hello world", new String(read, StandardCharsets.US_ASCII), "bit " + bit);
      } catch (IOException refused) {
        assertEquals(BodyException.class, refused.getClass());
      }
    }
  }

  @Test
  void spoiledData() {
    byte[] body = ChunkedUpload.signed(11).chunk("hello").chunk(" world").last().done().body();
    String text = new String(body, StandardCharsets.ISO_8859_1);
    SignedExchange upload = ChunkedUpload.signed(11).done();
    assertEquals(
        SIGNATURE_DOES_NOT_MATCH, fault(upload.withBody(bytes(text.replace("hello", "hellp")))));
    assertEquals(
        SIGNATURE_DOES_NOT_MATCH, fault(upload.withBody(bytes(text.replace("world", "worle")))));
  }

  @Test
  void chunksSkippedSwappedOrRepeated() {
    String first = "5;chunk-signature=";
    String wire =
        new String(
            ChunkedUpload.signed(10).chunk("hello").chunk("world").last().done().body(),
            StandardCharsets.ISO_8859_1);
    int second = wire.indexOf(first, 1);
    int last = wire.lastIndexOf("0;chunk-signature=");
    String hello = wire.substring(0, second);
    String world = wire.substring(second, last);
    String end = wire.substring(last);
    for (String altered :
        List.of(
            world + hello + end, hello + hello + end, world + world + end, end + hello + world)) {
      SignedExchange upload = ChunkedUpload.signed(10).done().withBody(bytes(altered));
      BodyException refused = assertThrows(BodyException.class, () -> upload.read(verifier));
      assertEquals(
          altered.startsWith("0") ? INCOMPLETE_BODY : SIGNATURE_DOES_NOT_MATCH, refused.fault());
    }
  }

  @Test
  void theFinalChunkIsSigned() {
    String zeros = "0".repeat(64);
    assertEquals(
        SIGNATURE_DOES_NOT_MATCH,
        fault(
            ChunkedUpload.signed(5).chunk("hello").raw("0;chunk-signature=" + zeros + "\r\n\r\n")));
    assertEquals(INVALID_REQUEST, fault(ChunkedUpload.signed(5).chunk("hello").raw("0\r\n\r\n")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hello",
        "\r\n",
        ";\r\n",
        "-5\r\nhello\r\n",
        "+5\r\nhello\r\n",
        "5 \r\nhello\r\n",
        " 5\r\nhello\r\n",
        "0x5\r\nhello\r\n",
        "5\nhello\r\n0\r\n\r\n",
        "5\r\nhelloo\r\n",
        "5\r\nhello\n0\r\n\r\n",
        "5;chunk-signature=00\r\nhello\r\n0\r\n\r\n",
        "5;a=b\r\nhello\r\n0\r\n\r\n",
        "ffffffffffffffff\r\nhello",
        "00000000000000005\r\nhello",
        "g\r\nhello"
      })
  void malformedChunks(String wire) {
    SignatureFault fault = fault(ChunkedUpload.unsigned(5).raw(wire));
    assertEquals(wire.equals("hello") ? INCOMPLETE_BODY : INVALID_REQUEST, fault);
  }

  @Test
  void framingIsBounded() {
    assertEquals(INVALID_REQUEST, fault(ChunkedUpload.unsigned(5).raw("0".repeat(1_000_000))));
    assertEquals(
        MALFORMED_TRAILER,
        fault(ChunkedUpload.unsigned(0).raw("0\r\n").raw("\r\n".repeat(500_000))));
    assertEquals(
        INCOMPLETE_BODY, fault(ChunkedUpload.unsigned(5).raw("7fffffffffffffff\r\nhello")));
  }

  @Test
  void trailersThatAreNotAsAnnounced() {
    ChunkedUpload none = ChunkedUpload.unsignedWithTrailer(5, CRC32).chunk("hello").last();
    assertEquals(MALFORMED_TRAILER, fault(none.raw("\r\n")));
    assertEquals(
        MALFORMED_TRAILER,
        fault(
            ChunkedUpload.unsigned(5).chunk("hello").last().raw(CRC32 + ":" + VALUE + "\r\n\r\n")));
    assertEquals(
        MALFORMED_TRAILER, fault(ChunkedUpload.signed(5).chunk("hello").last().raw("more\r\n")));
    for (String trailer :
        List.of(
            "x-amz-checksum-crc32c:" + VALUE,
            "x-amz-meta-a:b\r\n" + CRC32 + ":" + VALUE,
            CRC32 + ":" + VALUE + "\r\n" + CRC32 + ":" + VALUE,
            CRC32 + ":",
            CRC32,
            ":" + VALUE)) {
      ChunkedUpload upload =
          ChunkedUpload.unsignedWithTrailer(11, CRC32).chunk("hello world").last();
      assertEquals(MALFORMED_TRAILER, fault(upload.raw(trailer + "\r\n\r\n")), trailer);
    }
  }

  @Test
  void trailersWithAWrongChecksum() {
    for (String value : List.of("AAAAAA==", "DUoRhA==")) {
      assertEquals(BAD_DIGEST, fault(trailer(value)));
    }
    for (String value : List.of("DUoRhQ", "DUoRhR==", "AAAA", "!", "DUoRhQ== ,")) {
      assertEquals(INVALID_REQUEST, fault(trailer(value)), value);
    }
  }

  @Test
  void trailersAreSigned() {
    ChunkedUpload unsigned = ChunkedUpload.signedWithTrailer(11, CRC32).chunk("hello world").last();
    assertEquals(SIGNATURE_DOES_NOT_MATCH, fault(unsigned.raw(CRC32 + ":" + VALUE + "\r\n\r\n")));
    ChunkedUpload wrong = ChunkedUpload.signedWithTrailer(11, CRC32).chunk("hello world").last();
    assertEquals(
        SIGNATURE_DOES_NOT_MATCH,
        fault(
            wrong.raw(
                CRC32 + ":" + VALUE + "\r\nx-amz-trailer-signature:" + "0".repeat(64) + "\r\n")));
  }

  @Test
  void theFirstFaultStays() {
    VerifiedBody body = ChunkedUpload.signed(5).chunk("hello").done().open(verifier);
    BodyException first = assertThrows(BodyException.class, body::readAllBytes);
    assertSame(first, assertThrows(BodyException.class, body::read));
    assertSame(first, body.fault().orElseThrow());
    assertThrows(IllegalStateException.class, body::checksum);
  }

  private static ChunkedUpload trailer(String value) {
    return ChunkedUpload.unsignedWithTrailer(11, CRC32)
        .chunk("hello world")
        .last()
        .raw(CRC32 + ":" + value + "\r\n\r\n");
  }

  private void assertReads(String expected, ChunkedUpload upload) throws IOException {
    byte[] read = upload.done().read(verifier);
    assertEquals(expected, new String(read, StandardCharsets.ISO_8859_1));
  }

  private SignatureFault fault(ChunkedUpload upload) {
    return fault(upload.done());
  }

  private SignatureFault fault(SignedExchange upload) {
    return assertThrows(BodyException.class, () -> upload.read(verifier)).fault();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
