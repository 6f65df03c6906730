package com.cipherquay.store;

import java.util.EnumMap;
import java.util.Map;

/** Counts calls to a store; thread-safe. */
public final class CallCounts {

  private final EnumMap<StoreCall, Long> counts = new EnumMap<>(StoreCall.class);

  synchronized void count(StoreCall call) {
    counts.merge(call, 1L, Long::sum);
  }

  /** Calls since the last reset; an operation that was not called is absent. */
  public synchronized Map<StoreCall, Long> byCall() {
    return Map.copyOf(counts);
  }

  public synchronized long of(StoreCall call) {
    return counts.getOrDefault(call, 0L);
  }

  public synchronized long total() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  public synchronized void reset() {
    counts.clear();
  }
}
