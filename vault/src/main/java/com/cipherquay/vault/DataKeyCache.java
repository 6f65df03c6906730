package com.cipherquay.vault;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Remembers the data keys of objects that were read lately, with the ciphers made of them, in
 * bounded memory: clients ask for the head of an object and then for its body, or for one range
 * after the other. One is found by all that it was opened with under the keys for which this was
 * made: the wrap, and the associated data, which has the path in it. Thread-safe.
 */
final class DataKeyCache {

  /** Bounds by estimated bytes, because an object key may have 1 byte or 1024. */
  private static final long MAX_BYTES = 4L << 20;

  private static final int ENTRY_BYTES = 2000;

  private final Cache<Octets, DataKey> keys =
      Caffeine.newBuilder()
          .maximumWeight(MAX_BYTES)
          .weigher((Octets opened, DataKey key) -> ENTRY_BYTES + opened.length())
          .recordStats()
          .build();

  Optional<DataKey> find(Octets wrap, byte[] associatedData) {
    return Optional.ofNullable(keys.getIfPresent(opened(wrap, associatedData)));
  }

  void remember(Octets wrap, byte[] associatedData, DataKey key) {
    keys.put(opened(wrap, associatedData), key);
  }

  /** Both in one; all wraps have the same length. */
  private static Octets opened(Octets wrap, byte[] associatedData) {
    ByteBuffer both = ByteBuffer.allocate(wrap.length() + associatedData.length);
    return Octets.of(both.put(wrap.bytes()).put(associatedData).array());
  }

  CacheLookups lookups() {
    return CacheLookups.of(keys);
  }
}
