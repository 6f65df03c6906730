package com.cipherquay.vault;

import java.util.ArrayList;
import java.util.List;

/** Blocks in memory. */
final class HeapBlocks implements Blocks {

  private final List<byte[]> blocks = new ArrayList<>();
  private long bytes;

  @Override
  public void append(byte[] block) {
    blocks.add(block);
    bytes += block.length;
  }

  @Override
  public byte[] read(int index) {
    return blocks.get(index);
  }

  @Override
  public long heapBytes() {
    return bytes;
  }

  @Override
  public long fileBytes() {
    return 0;
  }

  /** Nothing to do: the collector finds them, and a reader that is late still can read. */
  @Override
  public void close() {}
}
