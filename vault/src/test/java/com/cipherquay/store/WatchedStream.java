package com.cipherquay.store;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;

/** Bytes that run an action, once, where a read would pass a position. */
final class WatchedStream extends FilterInputStream {

  /** What happens at the position; may throw in place of the read. */
  @FunctionalInterface
  interface Action {
    void run() throws IOException;
  }

  private final Action action;
  private long rest;

  private WatchedStream(byte[] bytes, long position, Action action) {
    super(new ByteArrayInputStream(bytes));
    this.rest = position;
    this.action = action;
  }

  /** Delivers {@code position} bytes, and runs the action when asked for one more. */
  static WatchedStream at(long position, byte[] bytes, Action action) {
    return new WatchedStream(bytes, position, action);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (rest == 0) {
      rest = Long.MAX_VALUE;
      action.run();
    }
    int count = super.read(buffer, offset, (int) Math.min(rest, length));
    rest -= Math.max(count, 0);
    return count;
  }
}
