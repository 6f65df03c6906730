package com.cipherquay.vault;

import com.cipherquay.store.StoredName;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;

/** Remembers how objects are made up, of all buckets together, in bounded memory. Thread-safe. */
final class PartsCache {

  private static final long MAX_BYTES = 16L << 20;

  private record Place(String bucket, StoredName name) {}

  private final Cache<Place, KnownParts> parts =
      Caffeine.newBuilder()
          .maximumWeight(MAX_BYTES)
          .weigher((Place place, KnownParts known) -> known.weight())
          .recordStats()
          .build();

  /** What is known of the object that had this name when it was last read. */
  Optional<KnownParts> find(String bucket, StoredName name) {
    return Optional.ofNullable(parts.getIfPresent(new Place(bucket, name)));
  }

  void remember(String bucket, StoredName name, KnownParts known) {
    parts.put(new Place(bucket, name), known);
  }

  void forget(String bucket, StoredName name) {
    parts.invalidate(new Place(bucket, name));
  }

  CacheLookups lookups() {
    return CacheLookups.of(parts);
  }
}
