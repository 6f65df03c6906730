package com.cipherquay.store;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which uploads' parts are being read, so that they are removed only after that: unlike a file that
 * is open they would not stay readable. Thread-safe.
 */
final class Leases {

  private final Map<Long, Integer> readers = new HashMap<>();
  private final Set<Long> ended = new HashSet<>();

  /** Notes a reader, unless the parts are being removed. */
  synchronized boolean acquire(long upload) {
    if (ended.contains(upload) && !readers.containsKey(upload)) {
      return false;
    }
    readers.merge(upload, 1, Integer::sum);
    return true;
  }

  /** Forgets a reader, and returns whether the caller is now to remove the parts. */
  synchronized boolean release(long upload) {
    boolean last =
        readers.merge(upload, -1, (count, one) -> count + one == 0 ? null : count + one) == null;
    return last && ended.contains(upload);
  }

  /** Notes that the parts are of no use any more; returns whether the caller is to remove them. */
  synchronized boolean end(long upload) {
    return ended.add(upload) && !readers.containsKey(upload);
  }

  /** Forgets parts that are removed. */
  synchronized void forget(long upload) {
    ended.remove(upload);
  }
}
