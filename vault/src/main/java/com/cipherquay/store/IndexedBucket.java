package com.cipherquay.store;

import java.time.Instant;
import java.util.Optional;

/**
 * A bucket as the index knows it.
 *
 * @param locks how it locks versions; empty if it can not
 */
record IndexedBucket(long id, Versioning versioning, Optional<LockConfiguration> locks) {

  /** What clients are told of a version: nothing in a bucket that never kept any. */
  Optional<String> shown(String versionId) {
    return versioning == Versioning.NEVER ? Optional.empty() : Optional.of(versionId);
  }

  /**
   * How the bucket locks.
   *
   * @throws StoreException {@code NO_LOCK_CONFIGURATION}
   */
  LockConfiguration requireLocks() throws StoreException {
    return locks.orElseThrow(
        () -> new StoreException(StoreFault.NO_LOCK_CONFIGURATION, "the bucket has no locks"));
  }

  /**
   * What locks a version that is written here.
   *
   * @param lock what its write says
   * @throws StoreException {@code NO_LOCK_CONFIGURATION} if that is more than nothing and the
   *     bucket can not lock
   */
  StoredLock lock(StoredLock lock, Instant now) throws StoreException {
    if (locks.isEmpty() && lock.equals(StoredLock.NONE)) {
      return lock;
    }
    Optional<DefaultRetention> byDefault = requireLocks().defaultRetention();
    return lock.retention().isPresent() ? lock : lock.with(byDefault.map(it -> it.from(now)));
  }

  /** As {@link #lock}, with all else that an object gets. */
  StoredDescription described(NewObject object) throws StoreException {
    StoredDescription description = object.description();
    return description.own()
        ? description
        : description.with(lock(description.lock(), object.modified()));
  }
}
