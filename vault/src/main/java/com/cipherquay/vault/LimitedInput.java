package com.cipherquay.vault;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** The next bytes of a stream as a stream of their own. Closing it closes nothing. */
final class LimitedInput extends InputStream {

  private final InputStream in;
  private long remaining;

  LimitedInput(InputStream in, long length) {
    this.in = in;
    this.remaining = length;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }

  @Override
  public int read(byte[] to, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, to.length);
    if (remaining == 0 && length > 0) {
      return -1;
    }
    int got = in.read(to, offset, (int) Math.min(length, remaining));
    remaining -= Math.max(got, 0);
    return got;
  }
}
