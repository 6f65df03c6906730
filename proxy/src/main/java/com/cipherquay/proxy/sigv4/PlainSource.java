package com.cipherquay.proxy.sigv4;

import java.io.IOException;
import java.io.InputStream;

/** A body without aws-chunked framing. */
final class PlainSource implements DecodedSource {

  private final InputStream source;
  private long remaining;

  PlainSource(InputStream source, long length) {
    this.source = source;
    this.remaining = length;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (remaining == 0) {
      return end();
    }
    int count = source.read(buffer, offset, (int) Math.min(length, remaining));
    if (count < 0) {
      throw new BodyException(
          SignatureFault.INCOMPLETE_BODY,
          "You did not provide the number of bytes specified by the Content-Length HTTP header");
    }
    remaining -= count;
    return count;
  }

  private int end() throws IOException {
    if (source.read() >= 0) {
      throw new BodyException(
          SignatureFault.INCOMPLETE_BODY, "The request body is longer than its declared length");
    }
    return -1;
  }

  @Override
  public String trailer() {
    return "";
  }
}
