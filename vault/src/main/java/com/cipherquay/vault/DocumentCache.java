package com.cipherquay.vault;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Optional;

/**
 * Remembers the documents of all buckets, also that there is none, in bounded memory and for some
 * seconds: another proxy may change them. Thread-safe.
 */
final class DocumentCache {

  /** How old what is remembered can be. */
  static final Duration AGE = Duration.ofSeconds(10);

  private static final long MOST_BYTES = 8 << 20;
  private static final int BESIDE = 256;

  private record Place(String bucket, DocumentKind kind) {}

  private final Cache<Place, Optional<Octets>> documents;

  DocumentCache(Ticker ticker) {
    this.documents =
        Caffeine.newBuilder()
            .ticker(ticker)
            .expireAfterWrite(AGE)
            .maximumWeight(MOST_BYTES)
            .weigher(
                (Place place, Optional<Octets> document) ->
                    BESIDE + place.bucket().length() + document.map(Octets::length).orElse(0))
            .recordStats()
            .build();
  }

  /** What is known of a document; empty if nothing is. */
  Optional<Optional<Octets>> find(String bucket, DocumentKind kind) {
    return Optional.ofNullable(documents.getIfPresent(new Place(bucket, kind)));
  }

  void remember(String bucket, DocumentKind kind, Optional<Octets> document) {
    documents.put(new Place(bucket, kind), document);
  }

  void forget(String bucket) {
    for (DocumentKind kind : DocumentKind.values()) {
      documents.invalidate(new Place(bucket, kind));
    }
  }

  CacheLookups lookups() {
    return CacheLookups.of(documents);
  }
}
