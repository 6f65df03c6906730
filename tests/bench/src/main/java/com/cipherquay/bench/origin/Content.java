package com.cipherquay.bench.origin;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Bytes that were uploaded at once. Its blocks go back when the last holder lets go. Thread-safe
 * once it is received.
 */
final class Content {

  /** A body of at most this size gets an array of its own. */
  private static final int SMALL = 64 << 10;

  private static final long UNKNOWN = -1;

  private final Blocks pool;
  private final List<ByteBuffer> blocks;
  private final long size;
  private final AtomicInteger holders = new AtomicInteger(1);

  private Content(Blocks pool, List<ByteBuffer> blocks, long size) {
    this.pool = pool;
    this.blocks = blocks;
    this.size = size;
  }

  /**
   * Takes a body in; the caller holds it.
   *
   * @param expected its size, -1 if that is not known
   */
  static Content receive(Blocks pool, ByteSource source, long expected) throws IOException {
    List<ByteBuffer> blocks = new ArrayList<>();
    boolean small = expected != UNKNOWN && expected <= SMALL;
    ByteBuffer block = small ? ByteBuffer.allocate((int) expected + 1) : pool.take();
    long size = 0;
    while (true) {
      if (!block.hasRemaining()) {
        blocks.add(block.flip());
        block = pool.take();
      }
      int got = source.read(block);
      if (got < 0) {
        addLast(pool, blocks, block.flip());
        return new Content(pool, List.copyOf(blocks), size);
      }
      size += got;
    }
  }

  private static void addLast(Blocks pool, List<ByteBuffer> blocks, ByteBuffer block) {
    if (block.hasRemaining()) {
      blocks.add(block);
    } else {
      pool.give(block);
    }
  }

  long size() {
    return size;
  }

  /** False if it is gone already. */
  boolean hold() {
    return holders.getAndUpdate(n -> n == 0 ? 0 : n + 1) > 0;
  }

  void letGo() {
    if (holders.decrementAndGet() == 0) {
      blocks.forEach(pool::give);
    }
  }

  /** Adds views of some of its bytes; for a holder. */
  void slices(long offset, long length, List<ByteBuffer> target) {
    long start = offset;
    long left = length;
    for (ByteBuffer block : blocks) {
      if (start >= block.limit()) {
        start -= block.limit();
        continue;
      }
      if (left == 0) {
        return;
      }
      int count = (int) Math.min(left, block.limit() - start);
      target.add(block.slice((int) start, count));
      left -= count;
      start = 0;
    }
  }
}
