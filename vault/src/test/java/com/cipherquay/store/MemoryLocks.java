package com.cipherquay.store;

import java.util.List;
import java.util.Optional;

/** A bucket in memory has no locks. */
final class MemoryLocks implements LockStore {

  /** Passes if a write asks for no lock. */
  static void requireNone(StoredDescription description) throws StoreException {
    if (!description.lock().equals(StoredLock.NONE)) {
      throw none();
    }
  }

  static StoreException none() {
    return new StoreException(StoreFault.LOCK_UNSUPPORTED, "no locks in memory");
  }

  @Override
  public LockConfiguration configuration() throws StoreException {
    throw none();
  }

  @Override
  public void setConfiguration(LockConfiguration configuration) throws StoreException {
    throw none();
  }

  @Override
  public void setRetention(
      StoredVersion object, Optional<Retention> retention, boolean bypassGovernance)
      throws StoreException {
    throw none();
  }

  @Override
  public void setLegalHold(StoredVersion object, LegalHold hold) throws StoreException {
    throw none();
  }

  @Override
  public StoredDeletion delete(StoredVersion object) throws StoreException {
    throw none();
  }

  @Override
  public StoredDeletions deleteAll(List<StoredVersion> objects) throws StoreException {
    throw none();
  }
}
