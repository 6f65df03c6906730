package com.cipherquay.vault;

import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import java.io.InterruptedIOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Bounds the memory for parts that are held: the name of such a part's object holds its token, and
 * with a checksum in a trailer the token is known only after the body. Thread-safe.
 */
final class HeldMemory {

  private static final int UNIT = 1 << 10;
  private static final long PATIENCE_SECONDS = 20;

  private final Semaphore units;

  private HeldMemory(int units) {
    this.units = new Semaphore(units, true);
  }

  /** A quarter of the heap, and room for two parts in any case. */
  static HeldMemory ofHeap() {
    long bytes = Math.max(Runtime.getRuntime().maxMemory() / 4, 2 * ObjectSize.part(5L << 20));
    return new HeldMemory((int) Math.min(bytes / UNIT, Integer.MAX_VALUE));
  }

  /**
   * Takes memory until it is given back, and waits for it if need be.
   *
   * @throws StoreException {@code BUSY} if others have it for too long
   */
  void take(long bytes) throws StoreException, InterruptedIOException {
    try {
      if (!units.tryAcquire(units(bytes), PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new StoreException(StoreFault.BUSY, "too many small parts at once");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for memory");
    }
  }

  void giveBack(long bytes) {
    units.release(units(bytes));
  }

  private static int units(long bytes) {
    return (int) (bytes / UNIT) + 1;
  }
}
