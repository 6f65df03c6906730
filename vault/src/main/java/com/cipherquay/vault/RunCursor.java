package com.cipherquay.vault;

import java.io.IOException;

/** Walks the lines of a run. */
final class RunCursor implements LineCursor {

  private final Blocks blocks;
  private final int count;
  private int next;
  private byte[] block = {};
  private int offset;

  private RunCursor(Blocks blocks, int count, int next) {
    this.blocks = blocks;
    this.count = count;
    this.next = next;
  }

  /**
   * Stands at the first line whose name is not less than the bound.
   *
   * @param first the block in which to look for it
   */
  static RunCursor from(Blocks blocks, int count, int first, byte[] bound) throws IOException {
    RunCursor cursor = new RunCursor(blocks, count, first);
    cursor.fill();
    while (!cursor.isAtEnd() && cursor.line().compareName(bound) < 0) {
      cursor.advance();
    }
    return cursor;
  }

  @Override
  public boolean isAtEnd() {
    return offset == block.length;
  }

  @Override
  public SortedLine line() {
    return SortedLine.at(block, offset);
  }

  @Override
  public void advance() throws IOException {
    offset += line().length();
    fill();
  }

  private void fill() throws IOException {
    if (offset == block.length && next < count) {
      block = blocks.read(next);
      offset = 0;
      next++;
    }
  }
}
