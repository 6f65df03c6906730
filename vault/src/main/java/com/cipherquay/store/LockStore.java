package com.cipherquay.store;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The locks on the versions of one namespace (AWS, "Locking objects with Object Lock"): until when,
 * or whether at all, a version can be deleted by its id. What a version has is said by {@link
 * ObjectStore#head}; without naming a version everything can be deleted as ever, by a delete
 * marker.
 *
 * <p>Every method is one call to the store, and throws {@link StoreException} for its refusals and
 * failures: {@code LOCK_UNSUPPORTED} where it has no locks, {@code NO_LOCK_CONFIGURATION} where the
 * bucket has none. Thread-safe.
 */
public interface LockStore {

  /** How the bucket locks. */
  LockConfiguration configuration() throws IOException;

  /**
   * Changes how the bucket locks what is written from now on. A bucket that did not lock anything
   * does from now on, if the store can change that, and for good.
   *
   * @throws StoreException {@code BUCKET_STATE} if the bucket does not keep versions, or can not
   *     become one that locks
   */
  void setConfiguration(LockConfiguration configuration) throws IOException;

  /**
   * Changes until when a version is kept: any time to a later one, or under {@code GOVERNANCE}, for
   * who bypasses that, to whatever else.
   *
   * @param retention empty to end it
   * @throws StoreException {@code LOCKED} if what the version has does not yield; as {@link
   *     ObjectStore#head}
   */
  void setRetention(StoredVersion object, Optional<Retention> retention, boolean bypassGovernance)
      throws IOException;

  /**
   * Puts a version under legal hold, or takes that back.
   *
   * @throws StoreException as {@link ObjectStore#head}
   */
  void setLegalHold(StoredVersion object, LegalHold hold) throws IOException;

  /** As {@link ObjectStore#delete(StoredVersion)}, past a retention under {@code GOVERNANCE}. */
  StoredDeletion delete(StoredVersion object) throws IOException;

  /** As {@link ObjectStore#deleteAll}, past retentions under {@code GOVERNANCE}. */
  StoredDeletions deleteAll(List<StoredVersion> objects) throws IOException;
}
