package com.cipherquay.proxy.sigv4;

import java.io.IOException;
import java.io.InputStream;

/** A body that ends where its stream ends. */
final class EndlessSource implements DecodedSource {

  private final InputStream source;

  EndlessSource(InputStream source) {
    this.source = source;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    return source.read(buffer, offset, length);
  }

  @Override
  public String trailer() {
    return "";
  }
}
