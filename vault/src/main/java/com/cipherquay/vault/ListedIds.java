package com.cipherquay.vault;

import java.util.HashSet;
import java.util.Set;

/**
 * The ids of uploads or versions that a store lists of one name, one after the other. A store that
 * goes on for ever must not fill the memory with them. Used by one thread.
 */
final class ListedIds {

  /** A third of a million ids as stores make them. */
  private static final long MOST_BYTES = 48L << 20;

  private static final long BYTES_PER_ID = 100;

  private final Set<String> ids = new HashSet<>();
  private long bytes;

  /** Another name begins. */
  void clear() {
    ids.clear();
    bytes = 0;
  }

  /** Takes an id; false if it was there before, or if there are too many. */
  boolean add(String id) {
    bytes += BYTES_PER_ID + id.length();
    return bytes <= MOST_BYTES && ids.add(id);
  }
}
