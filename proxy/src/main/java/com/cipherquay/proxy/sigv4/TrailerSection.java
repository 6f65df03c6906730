package com.cipherquay.proxy.sigv4;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * What follows the last chunk: nothing but line ends, or the one announced trailer and, if chunks
 * are signed, its signature.
 *
 * <p>Clients disagree about line ends here (LF, CRLF, blank lines between); none of it is data, so
 * blank lines are skipped and either end is taken. Everything else must be exactly what was
 * announced.
 */
final class TrailerSection {

  private static final int MAX_LENGTH = 1024;
  private static final String SIGNATURE = "x-amz-trailer-signature";

  private String value = "";
  private String signature = "";

  private TrailerSection() {}

  /** The value of the announced trailer; empty if none is announced. */
  static String read(
      LineReader reader, PayloadMode mode, Optional<BodyChecksum> announced, ChunkSigner signer)
      throws IOException {
    String text = new String(reader.readToEnd(MAX_LENGTH), StandardCharsets.ISO_8859_1);
    TrailerSection section = new TrailerSection();
    for (String line : text.split("\n", -1)) {
      String content = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
      if (!content.isEmpty()) {
        section.take(content, mode, announced);
      }
    }
    if (announced.isPresent() && section.value.isEmpty()) {
      throw malformed("The announced trailer " + announced.get().headerName() + " is missing.");
    }
    if (mode.areChunksSigned() && announced.isPresent()) {
      String canonical = announced.get().headerName() + ":" + section.value + "\n";
      String hash = PayloadHash.of(canonical.getBytes(StandardCharsets.ISO_8859_1));
      AwsChunkedSource.requireSignature(signer.trailer(hash), section.signature);
    }
    return section.value;
  }

  private void take(String line, PayloadMode mode, Optional<BodyChecksum> announced)
      throws BodyException {
    int colon = line.indexOf(':');
    String name = colon < 0 ? "" : line.substring(0, colon).toLowerCase(Locale.ROOT);
    String content = line.substring(colon + 1).strip();
    boolean signatureExpected = mode.areChunksSigned() && announced.isPresent();
    if (signatureExpected && name.equals(SIGNATURE) && signature.isEmpty()) {
      signature = content;
    } else if (announced.filter(a -> a.headerName().equals(name)).isPresent()
        && value.isEmpty()
        && signature.isEmpty()) {
      value = content;
    } else {
      throw malformed("The trailer holds something that was not announced.");
    }
  }

  private static BodyException malformed(String reason) {
    return new BodyException(SignatureFault.MALFORMED_TRAILER, reason);
  }
}
