package com.cipherquay.bench.origin;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Takes chunks apart: those of HTTP (RFC 9112, 7.1) and those of aws-chunked, which differ in
 * nothing that matters here. Signatures and trailers are passed over.
 */
final class ChunkedSource implements ByteSource {

  private final ByteSource below;
  private long left;
  private boolean started;
  private boolean ended;

  ChunkedSource(ByteSource below) {
    this.below = below;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    if (left == 0 && !ended) {
      nextChunk();
    }
    if (ended) {
      return -1;
    }
    int limit = target.limit();
    target.limit((int) Math.min(limit, target.position() + left));
    int got = below.read(target);
    target.limit(limit);
    if (got < 0) {
      throw new EOFException("in the middle of a chunk");
    }
    left -= got;
    return got;
  }

  private void nextChunk() throws IOException {
    if (started) {
      below.line();
    }
    started = true;
    String line = below.line();
    int extension = line.indexOf(';');
    left = Long.parseLong((extension < 0 ? line : line.substring(0, extension)).trim(), 16);
    if (left == 0) {
      ended = true;
      while (!below.line().isEmpty()) {
        Thread.onSpinWait();
      }
    }
  }
}
