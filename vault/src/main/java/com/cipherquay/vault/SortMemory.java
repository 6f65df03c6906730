package com.cipherquay.vault;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Divides the memory in which directories are sorted among those that are being sorted: the more
 * there are, the sooner each spills. Thread-safe.
 */
final class SortMemory {

  /** So much has each in any case, if there is so much at all. */
  private static final long LEAST = 64L << 10;

  private static final int PART = 4;

  private final long bytes;
  private final AtomicInteger sorters = new AtomicInteger();

  private SortMemory(long bytes) {
    this.bytes = bytes;
  }

  static SortMemory of(long bytes) {
    return new SortMemory(bytes);
  }

  void enter() {
    sorters.incrementAndGet();
  }

  void leave() {
    sorters.decrementAndGet();
  }

  /** How many bytes one of them may have now. */
  long quota() {
    long share = Math.min(bytes / PART, bytes / Math.max(1, sorters.get()));
    return Math.max(Math.min(LEAST, bytes), share);
  }
}
