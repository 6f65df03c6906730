package com.cipherquay.vault;

import com.cipherquay.store.StoredVersion;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;

/** Remembers how objects are made up, of all buckets together, in bounded memory. Thread-safe. */
final class PartsCache {

  private static final long MAX_BYTES = 16L << 20;

  private record Place(String bucket, StoredVersion object) {}

  private final Cache<Place, KnownParts> parts =
      Caffeine.newBuilder()
          .maximumWeight(MAX_BYTES)
          .weigher((Place place, KnownParts known) -> known.weight())
          .recordStats()
          .build();

  /** What is known of the object that was there when it was last read. */
  Optional<KnownParts> find(String bucket, StoredVersion object) {
    return Optional.ofNullable(parts.getIfPresent(new Place(bucket, object)));
  }

  void remember(String bucket, StoredVersion object, KnownParts known) {
    parts.put(new Place(bucket, object), known);
  }

  void forget(String bucket, StoredVersion object) {
    parts.invalidate(new Place(bucket, object));
  }

  CacheLookups lookups() {
    return CacheLookups.of(parts);
  }
}
