package com.cipherquay.tests;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * An aws-chunked body, well formed unless the test asks for a fault. Not thread-safe.
 *
 * <p>Framing: AWS, "Signature calculations for the Authorization header: transferring payload in
 * multiple chunks".
 */
public final class ChunkedBody {

  private final Sigv4 signer;
  private final boolean signed;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private String signature;

  /**
   * @param seed the signature of the head
   */
  public ChunkedBody(Sigv4 signer, String mode, String seed) {
    this.signer = signer;
    this.signed = !mode.equals(Sigv4.UNSIGNED_CHUNKS_TRAILER);
    this.signature = seed;
  }

  /** Adds the data in chunks of a size; nothing for empty data. */
  public ChunkedBody data(byte[] data, int chunkSize) {
    for (int at = 0; at < data.length; at += chunkSize) {
      chunk(Arrays.copyOfRange(data, at, Math.min(data.length, at + chunkSize)));
    }
    return this;
  }

  private void chunk(byte[] data) {
    signature = signed ? signer.chunk(signature, data) : signature;
    text(Integer.toHexString(data.length));
    text(signed ? ";chunk-signature=" + signature + "\r\n" : "\r\n");
    out.writeBytes(data);
    text("\r\n");
  }

  /** Adds a chunk whose signature is wrong. */
  public ChunkedBody forgedChunk(byte[] data) {
    text(Integer.toHexString(data.length) + ";chunk-signature=" + "0".repeat(64) + "\r\n");
    out.writeBytes(data);
    text("\r\n");
    return this;
  }

  /** Ends a body that has no trailer. */
  public byte[] end() {
    chunk(new byte[0]);
    return out.toByteArray();
  }

  /** Ends the body with one trailer field. */
  public byte[] endWithTrailer(String name, String value) {
    signature = signed ? signer.chunk(signature, new byte[0]) : signature;
    text(signed ? "0;chunk-signature=" + signature + "\r\n" : "0\r\n");
    text(name + ":" + value + "\r\n");
    if (signed) {
      String last = signer.trailer(signature, name + ":" + value + "\n");
      text("x-amz-trailer-signature:" + last + "\r\n");
    }
    text("\r\n");
    return out.toByteArray();
  }

  /** What there is, without an end. */
  public byte[] broken() {
    return out.toByteArray();
  }

  private void text(String text) {
    out.writeBytes(text.getBytes(US_ASCII));
  }
}
