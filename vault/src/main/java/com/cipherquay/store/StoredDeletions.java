package com.cipherquay.store;

import java.util.Map;

/**
 * What came of many deletions; each that was asked for is in one of the two.
 *
 * @param deleted what is gone, or never was there
 * @param failures what is still there, with the reason
 */
public record StoredDeletions(
    Map<StoredVersion, StoredDeletion> deleted, Map<StoredVersion, StoreFault> failures) {

  public StoredDeletions {
    deleted = Map.copyOf(deleted);
    failures = Map.copyOf(failures);
  }
}
