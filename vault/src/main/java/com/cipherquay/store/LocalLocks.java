package com.cipherquay.store;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The locks on the versions of one bucket of the local store, which enforces them itself: by the
 * clock of the computer it runs on.
 */
final class LocalLocks implements LockStore {

  private final LocalBucket bucket;
  private final Index index;
  private final Clock clock;

  LocalLocks(LocalBucket bucket, Index index, Clock clock) {
    this.bucket = bucket;
    this.index = index;
    this.clock = clock;
  }

  @Override
  public LockConfiguration configuration() throws StoreException {
    return index.query(queries -> queries.bucket(bucket.bucket())).requireLocks();
  }

  @Override
  public void setConfiguration(LockConfiguration configuration) throws StoreException {
    index.commit(
        updates -> {
          updates.buckets().setLocks(bucket.bucket(), configuration);
          return configuration;
        });
  }

  @Override
  public void setRetention(
      StoredVersion object, Optional<Retention> retention, boolean bypassGovernance)
      throws StoreException {
    Instant now = clock.instant();
    index.commit(
        updates -> {
          StoredLock before = lock(updates.queries(), object);
          boolean yields =
              before
                  .retention()
                  .map(it -> it.yieldsTo(retention, now, bypassGovernance))
                  .orElse(true);
          if (!yields) {
            throw new StoreException(
                StoreFault.LOCKED, "the retention of " + object + " can only be extended");
          }
          updates.putLock(bucket.bucket(), object, before.with(retention));
          return before;
        });
  }

  @Override
  public void setLegalHold(StoredVersion object, LegalHold hold) throws StoreException {
    index.commit(
        updates -> {
          StoredLock before = lock(updates.queries(), object);
          updates.putLock(bucket.bucket(), object, before.with(hold));
          return before;
        });
  }

  private StoredLock lock(IndexQueries queries, StoredVersion object)
      throws SQLException, StoreException {
    LockConfiguration unused = queries.bucket(bucket.bucket()).requireLocks();
    return queries.head(bucket.bucket(), object).traits().lock();
  }

  @Override
  public StoredDeletion delete(StoredVersion object) throws StoreException {
    return bucket.delete(object, true);
  }

  @Override
  public StoredDeletions deleteAll(List<StoredVersion> objects) throws StoreException {
    return bucket.deleteAll(objects, true);
  }
}
