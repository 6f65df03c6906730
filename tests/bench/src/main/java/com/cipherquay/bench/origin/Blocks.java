package com.cipherquay.bench.origin;

import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Blocks of memory outside the heap, used again: fresh ones cost a page fault per 4 KiB. */
final class Blocks {

  static final int SIZE = 1 << 20;

  private final ConcurrentLinkedQueue<ByteBuffer> free = new ConcurrentLinkedQueue<>();

  ByteBuffer take() {
    ByteBuffer block = free.poll();
    return block == null ? ByteBuffer.allocateDirect(SIZE) : block.clear();
  }

  void give(ByteBuffer block) {
    if (block.isDirect()) {
      free.add(block);
    }
  }
}
