package com.cipherquay.vault;

import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Bounds the memory for parts that are held: the name of such a part's object holds its token, and
 * with a checksum in a trailer the token is known only after the body. Thread-safe.
 */
final class HeldMemory {

  private static final int UNIT = 1 << 10;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Semaphore units;
  private final Duration patience;

  private HeldMemory(int units, Duration patience) {
    this.units = new Semaphore(units, true);
    this.patience = patience;
  }

  /** A quarter of the heap, and room for two parts in any case. */
  static HeldMemory ofHeap() {
    long bytes = Math.max(Runtime.getRuntime().maxMemory() / 4, 2 * ObjectSize.part(5L << 20));
    return of(bytes, PATIENCE);
  }

  static HeldMemory of(long bytes, Duration patience) {
    return new HeldMemory((int) Math.min(bytes / UNIT, Integer.MAX_VALUE), patience);
  }

  /**
   * Takes memory until it is given back, and waits for it if need be.
   *
   * @throws StoreException {@code BUSY} if others have it for too long
   */
  void take(long bytes) throws StoreException, InterruptedIOException {
    try {
      if (!units.tryAcquire(units(bytes), patience.toMillis(), TimeUnit.MILLISECONDS)) {
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
