package com.cipherquay.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;

/**
 * The changes to buckets, each within the transaction that {@link GroupCommit} ends. What is said
 * at {@link IndexUpdates} of refusals holds here too.
 */
final class BucketUpdates {

  private final IndexQueries queries;
  private final UploadUpdates uploads;
  private final LifecycleUpdates rules;
  private final PreparedStatement insert;
  private final PreparedStatement delete;
  private final PreparedStatement setVersioning;
  private final PreparedStatement setLocks;

  BucketUpdates(
      Connection connection, IndexQueries queries, UploadUpdates uploads, LifecycleUpdates rules)
      throws SQLException {
    this.queries = queries;
    this.uploads = uploads;
    this.rules = rules;
    insert = connection.prepareStatement("INSERT INTO bucket (name, created) VALUES (?, ?)");
    delete = connection.prepareStatement("DELETE FROM bucket WHERE id = ?");
    setVersioning = connection.prepareStatement("UPDATE bucket SET versioning = ? WHERE id = ?");
    setLocks =
        connection.prepareStatement(
            "UPDATE bucket SET locks = ?, mode = ?, days = ?, years = ? WHERE id = ?");
  }

  /**
   * Creates an empty bucket.
   *
   * @param locks whether it can lock versions, which it then keeps
   */
  void create(String bucket, boolean locks, Instant now) throws SQLException, StoreException {
    if (queries.findBucket(bucket).isPresent()) {
      throw new StoreException(StoreFault.BUCKET_EXISTS, bucket);
    }
    insert.setString(1, bucket);
    insert.setLong(2, now.toEpochMilli());
    insert.executeUpdate();
    if (locks) {
      setVersioning(bucket, Versioning.ENABLED);
      setLocks(bucket, LockConfiguration.NO_DEFAULT);
    }
  }

  /** Deletes a bucket without objects and versions, the uploads in it, and its rules. */
  Leftovers delete(String bucket) throws SQLException, StoreException {
    long id = queries.bucket(bucket).id();
    if (!queries.isEmpty(id)) {
      throw new StoreException(StoreFault.BUCKET_NOT_EMPTY, bucket);
    }
    delete.setLong(1, id);
    delete.executeUpdate();
    rules.removeAll(id);
    return uploads.dropAll(id);
  }

  /**
   * Has a bucket keep versions, or no new ones.
   *
   * @throws StoreException {@code BUCKET_STATE} if it locks them
   */
  void setVersioning(String bucket, Versioning versioning) throws SQLException, StoreException {
    IndexedBucket found = queries.bucket(bucket);
    if (found.locks().isPresent() && versioning != Versioning.ENABLED) {
      // A write would replace a version that may be locked.
      throw new StoreException(StoreFault.BUCKET_STATE, bucket + " locks versions");
    }
    setVersioning.setInt(1, IndexQueries.VERSIONING.indexOf(versioning));
    setVersioning.setLong(2, found.id());
    setVersioning.executeUpdate();
  }

  /**
   * Changes how a bucket locks versions; from the first time on it can.
   *
   * @throws StoreException {@code BUCKET_STATE} if it does not keep versions
   */
  void setLocks(String bucket, LockConfiguration configuration)
      throws SQLException, StoreException {
    IndexedBucket found = queries.bucket(bucket);
    if (found.versioning() != Versioning.ENABLED) {
      throw new StoreException(StoreFault.BUCKET_STATE, bucket + " keeps no versions");
    }
    LockColumns.set(setLocks, 1, configuration);
    setLocks.setLong(5, found.id());
    setLocks.executeUpdate();
  }
}
