package com.cipherquay.proxy.spool;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** A spooled body, read once. */
final class SpooledStream extends InputStream {

  private final Spool spool;
  private ByteBuffer chunk = ByteBuffer.allocate(0);
  private long next;

  SpooledStream(Spool spool) {
    this.spool = spool;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!chunk.hasRemaining()) {
      chunk = spool.chunk(next);
      next++;
    }
    if (!chunk.hasRemaining()) {
      return -1;
    }
    int count = Math.min(length, chunk.remaining());
    chunk.get(buffer, offset, count);
    return count;
  }
}
