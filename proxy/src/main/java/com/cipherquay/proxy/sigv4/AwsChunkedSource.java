package com.cipherquay.proxy.sigv4;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Takes the aws-chunked framing off a body and verifies the chain of chunk signatures (AWS,
 * "Transferring Payload in Multiple Chunks", with and without trailing headers).
 *
 * <pre>
 * hex-size [;chunk-signature=hex] CRLF data CRLF ... 0 [;chunk-signature=hex] CRLF trailer
 * </pre>
 */
final class AwsChunkedSource implements DecodedSource {

  /** Sixteen digits of size, the extension with 64 of signature, and CR. */
  private static final int MAX_HEADER = 16 + 17 + 64 + 1;

  private static final String EXTENSION = "chunk-signature=";

  private final LineReader reader;
  private final PayloadMode mode;
  private final Optional<BodyChecksum> announced;
  private final ChunkSigner signer;
  private final MessageDigest chunkDigest = Digests.newDigest("SHA-256");
  private long bodyRemaining;
  private long chunkRemaining;
  private String chunkSignature = "";
  private boolean inChunk;
  private boolean ended;
  private String trailer = "";

  AwsChunkedSource(InputStream source, PayloadMode mode, BodyClaims claims, ChunkSigner signer) {
    this.reader = new LineReader(source);
    this.mode = mode;
    this.announced = claims.checksum().filter(c -> claims.checksumValue().isEmpty());
    this.signer = signer;
    this.bodyRemaining = claims.length();
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (chunkRemaining == 0 && !ended) {
      nextChunk();
    }
    if (ended) {
      return -1;
    }
    int count = reader.read(buffer, offset, (int) Math.min(length, chunkRemaining));
    if (count < 0) {
      throw incomplete();
    }
    if (mode.areChunksSigned()) {
      chunkDigest.update(buffer, offset, count);
    }
    chunkRemaining -= count;
    bodyRemaining -= count;
    return count;
  }

  @Override
  public String trailer() {
    return trailer;
  }

  private void nextChunk() throws IOException {
    if (inChunk) {
      if (reader.read() != '\r' || reader.read() != '\n') {
        throw malformed("The data of a chunk does not end where its size says.");
      }
      verifyChunk();
    }
    String line = reader.readLine(MAX_HEADER);
    if (!line.endsWith("\r")) {
      throw malformed("The header of a chunk does not end in CRLF.");
    }
    chunkRemaining = parseHeader(line.substring(0, line.length() - 1));
    inChunk = true;
    if (chunkRemaining > bodyRemaining) {
      throw wrongLength();
    }
    if (chunkRemaining == 0) {
      if (bodyRemaining > 0) {
        throw wrongLength();
      }
      verifyChunk();
      trailer = TrailerSection.read(reader, mode, announced, signer);
      ended = true;
    }
  }

  private long parseHeader(String header) throws BodyException {
    int semicolon = header.indexOf(';');
    String size = semicolon < 0 ? header : header.substring(0, semicolon);
    String extension = semicolon < 0 ? "" : header.substring(semicolon + 1);
    if (mode.areChunksSigned()) {
      if (!extension.startsWith(EXTENSION)) {
        throw malformed("A chunk has no signature.");
      }
      chunkSignature = extension.substring(EXTENSION.length());
    } else if (semicolon >= 0) {
      throw malformed("A chunk has an extension that is not expected.");
    }
    boolean wellFormed =
        !size.isEmpty() && size.length() <= 16 && size.chars().allMatch(HexFormat::isHexDigit);
    long value = wellFormed ? HexFormat.fromHexDigitsToLong(size) : -1;
    if (value < 0) {
      throw malformed("The size of a chunk is not valid.");
    }
    return value;
  }

  private void verifyChunk() throws BodyException {
    if (mode.areChunksSigned()) {
      String expected = signer.nextChunk(Digests.HEX.formatHex(chunkDigest.digest()));
      requireSignature(expected, chunkSignature);
    }
  }

  static void requireSignature(String expected, String presented) throws BodyException {
    if (!SigV4Verifier.constantTimeEquals(expected, presented)) {
      throw new BodyException(
          SignatureFault.SIGNATURE_DOES_NOT_MATCH,
          "The signature of a chunk or trailer does not match the one that we calculated.");
    }
  }

  static BodyException incomplete() {
    return new BodyException(
        SignatureFault.INCOMPLETE_BODY, "The request body terminated unexpectedly");
  }

  private static BodyException wrongLength() {
    return new BodyException(
        SignatureFault.INCOMPLETE_BODY,
        "You did not provide the number of bytes specified by x-amz-decoded-content-length");
  }

  private static BodyException malformed(String reason) {
    return new BodyException(SignatureFault.INVALID_REQUEST, reason);
  }
}
