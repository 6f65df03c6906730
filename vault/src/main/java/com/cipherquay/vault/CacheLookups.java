package com.cipherquay.vault;

import com.github.benmanes.caffeine.cache.Cache;

/**
 * Lookups in a cache since the start.
 *
 * @param hits those that it answered
 * @param misses those that it could not answer
 */
public record CacheLookups(long hits, long misses) {

  static CacheLookups of(Cache<?, ?> cache) {
    return new CacheLookups(cache.stats().hitCount(), cache.stats().missCount());
  }
}
