package com.cipherquay.vault;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Sorted lines in blocks, with an index of the first name in each block. Read by any number of
 * threads.
 */
final class SortedRun implements Closeable {

  private static final int BLOCK = 32 << 10;
  private static final int INDEX_OVERHEAD = 24;

  private final Blocks blocks;
  private final List<byte[]> firstNames;

  private SortedRun(Blocks blocks, List<byte[]> firstNames) {
    this.blocks = blocks;
    this.firstNames = firstNames;
  }

  /** Writes lines, which come in their order, into empty blocks. Used by one thread. */
  static final class Writer {

    private final Blocks blocks;
    private final List<byte[]> firstNames = new ArrayList<>();
    private ByteBuffer block = ByteBuffer.allocate(BLOCK);

    Writer(Blocks blocks) {
      this.blocks = blocks;
    }

    void add(SortedLine line) throws IOException {
      if (line.length() > block.remaining()) {
        flush();
        if (line.length() > block.capacity()) {
          // The store chose an entity tag of that length.
          block = ByteBuffer.allocate(line.length());
        }
      }
      if (block.position() == 0) {
        firstNames.add(line.nameBytes());
      }
      line.writeTo(block);
    }

    private void flush() throws IOException {
      if (block.position() > 0) {
        blocks.append(Arrays.copyOf(block.array(), block.position()));
        block.clear();
      }
    }

    SortedRun finish() throws IOException {
      flush();
      return new SortedRun(blocks, firstNames);
    }
  }

  /** The lines whose names are not less than these bytes. */
  LineCursor from(byte[] bound) throws IOException {
    int low = 0;
    int high = firstNames.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (Arrays.compareUnsigned(firstNames.get(middle), bound) <= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    // The block before the first one that begins after the bound may hold it.
    return RunCursor.from(blocks, firstNames.size(), Math.max(0, low - 1), bound);
  }

  LineCursor all() throws IOException {
    return from(new byte[0]);
  }

  long heapBytes() {
    long index = 0;
    for (byte[] name : firstNames) {
      index += name.length + INDEX_OVERHEAD;
    }
    return blocks.heapBytes() + index;
  }

  long fileBytes() {
    return blocks.fileBytes();
  }

  @Override
  public void close() throws IOException {
    blocks.close();
  }
}
