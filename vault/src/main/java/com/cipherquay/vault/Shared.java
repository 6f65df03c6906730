package com.cipherquay.vault;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Clock;
import java.util.concurrent.atomic.LongAdder;

/**
 * What the vaults of all buckets have together.
 *
 * @param clock what dates writes
 * @param undecryptable counts the lines of listings that are not shown
 * @param parts how objects are made up
 * @param uploads the records of uploads
 * @param documents the documents of buckets
 * @param held the memory for parts that are held
 * @param exports the keys that were given away
 * @param directories what sorted listings remember
 */
record Shared(
    Clock clock,
    LongAdder undecryptable,
    PartsCache parts,
    UploadCache uploads,
    DocumentCache documents,
    HeldMemory held,
    KeyExports exports,
    SortedDirectories directories) {

  static Shared of(Clock clock, KeyExports exports, ListingSettings listing) {
    return of(clock, exports, SortedDirectories.of(clock, listing));
  }

  static Shared of(Clock clock, KeyExports exports, SortedDirectories directories) {
    return new Shared(
        clock,
        new LongAdder(),
        new PartsCache(),
        new UploadCache(),
        new DocumentCache(Ticker.systemTicker()),
        HeldMemory.ofHeap(),
        exports,
        directories);
  }
}
