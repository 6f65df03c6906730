package com.cipherquay.bench.origin;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What is in memory already. */
final class SliceSource implements ByteSource {

  private final Deque<ByteBuffer> slices;

  SliceSource(List<ByteBuffer> slices) {
    this.slices = new ArrayDeque<>(slices);
  }

  @Override
  public int read(ByteBuffer target) {
    while (!slices.isEmpty() && !slices.element().hasRemaining()) {
      slices.remove();
    }
    if (slices.isEmpty()) {
      return -1;
    }
    ByteBuffer slice = slices.element();
    int count = Math.min(slice.remaining(), target.remaining());
    target.put(slice.slice(slice.position(), count));
    slice.position(slice.position() + count);
    return count;
  }
}
