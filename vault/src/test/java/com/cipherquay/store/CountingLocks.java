package com.cipherquay.store;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Counts the calls to the locks of a store. */
final class CountingLocks implements LockStore {

  private final LockStore locks;
  private final CallCounts counts;

  CountingLocks(LockStore locks, CallCounts counts) {
    this.locks = locks;
    this.counts = counts;
  }

  @Override
  public LockConfiguration configuration() throws IOException {
    counts.count(StoreCall.GET_LOCKS);
    return locks.configuration();
  }

  @Override
  public void setConfiguration(LockConfiguration configuration) throws IOException {
    counts.count(StoreCall.SET_LOCKS);
    locks.setConfiguration(configuration);
  }

  @Override
  public void setRetention(
      StoredVersion object, Optional<Retention> retention, boolean bypassGovernance)
      throws IOException {
    counts.count(StoreCall.SET_RETENTION);
    locks.setRetention(object, retention, bypassGovernance);
  }

  @Override
  public void setLegalHold(StoredVersion object, LegalHold hold) throws IOException {
    counts.count(StoreCall.SET_LEGAL_HOLD);
    locks.setLegalHold(object, hold);
  }

  @Override
  public StoredDeletion delete(StoredVersion object) throws IOException {
    counts.count(StoreCall.DELETE);
    return locks.delete(object);
  }

  @Override
  public StoredDeletions deleteAll(List<StoredVersion> objects) throws IOException {
    counts.count(StoreCall.DELETE_ALL);
    return locks.deleteAll(objects);
  }
}
