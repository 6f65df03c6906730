package com.cipherquay.tests.fault;

import java.util.concurrent.atomic.AtomicLongArray;

/** How long requests took, to the millisecond. Thread-safe. */
final class Latencies {

  private final AtomicLongArray byMillis = new AtomicLongArray(120_000);

  void record(long nanos) {
    byMillis.incrementAndGet((int) Math.min(byMillis.length() - 1, nanos / 1_000_000));
  }

  long count() {
    long count = 0;
    for (int i = 0; i < byMillis.length(); i++) {
      count += byMillis.get(i);
    }
    return count;
  }

  /** In how many milliseconds a fraction of them was done. */
  long millis(double fraction) {
    long wanted = (long) Math.ceil(count() * fraction);
    long seen = 0;
    for (int i = 0; i < byMillis.length(); i++) {
      seen += byMillis.get(i);
      if (seen >= wanted) {
        return i;
      }
    }
    return byMillis.length();
  }

  @Override
  public String toString() {
    return count()
        + " (ms: median "
        + millis(0.5)
        + ", p99 "
        + millis(0.99)
        + ", most "
        + millis(1)
        + ")";
  }
}
