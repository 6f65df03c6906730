package com.cipherquay.store;

import java.time.Instant;

/**
 * By what right a version is deleted.
 *
 * @param bypassGovernance whether past a retention under {@code GOVERNANCE}
 * @param now when
 */
record Unlocking(boolean bypassGovernance, Instant now) {

  boolean opens(StoredLock lock) {
    return !lock.holds(now, bypassGovernance);
  }

  /**
   * Passes if a version may be deleted.
   *
   * @throws StoreException {@code LOCKED}
   */
  void require(StoredName name, StoredLock lock) throws StoreException {
    if (!opens(lock)) {
      throw new StoreException(StoreFault.LOCKED, "a version of " + name + " is locked: " + lock);
    }
  }
}
