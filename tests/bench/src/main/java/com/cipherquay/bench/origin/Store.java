package com.cipherquay.bench.origin;

import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/** Everything in memory. Thread-safe. */
final class Store {

  private final ConcurrentSkipListMap<String, Bucket> buckets = new ConcurrentSkipListMap<>();
  private final Blocks blocks = new Blocks();
  private final AtomicLong last = new AtomicLong();

  SortedMap<String, Bucket> buckets() {
    return buckets;
  }

  void create(String name) {
    buckets.putIfAbsent(name, new Bucket());
  }

  Bucket bucket(String name) throws Refusal {
    Bucket bucket = buckets.get(name);
    if (bucket == null) {
      throw new Refusal(404, "NoSuchBucket");
    }
    return bucket;
  }

  Blocks blocks() {
    return blocks;
  }

  /** 32 hex digits that were not used before. */
  String unique() {
    return "%032x".formatted(last.incrementAndGet());
  }
}
