package com.cipherquay.proxy.form;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** The file of a form. One thread at a time. */
final class PostedFile extends InputStream {

  private static final int ANY = Integer.MAX_VALUE;

  private final Multipart parts;
  private boolean ended;

  PostedFile(Multipart parts) {
    this.parts = parts;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    if (ended || length == 0) {
      return ended ? -1 : 0;
    }
    int count = parts.read(buffer, offset, length);
    if (count < 0) {
      // What follows is ignored, but a request that breaks off in it has not been sent.
      parts.next(ANY);
      parts.drain();
      ended = true;
    }
    return count;
  }
}
