package com.cipherquay.bench.origin;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

/** As many bytes as Content-Length says. */
final class SizedSource implements ByteSource {

  private final ByteSource below;
  private long left;

  SizedSource(ByteSource below, long size) {
    this.below = below;
    this.left = size;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    if (left == 0) {
      return -1;
    }
    int limit = target.limit();
    target.limit((int) Math.min(limit, target.position() + left));
    int got = below.read(target);
    target.limit(limit);
    if (got < 0) {
      throw new EOFException(left + " bytes are missing");
    }
    left -= got;
    return got;
  }
}
