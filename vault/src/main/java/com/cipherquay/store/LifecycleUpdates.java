package com.cipherquay.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.OptionalLong;

/**
 * The changes to lifecycle rules and those that they ask for, each within the transaction that
 * {@link GroupCommit} ends. What is deleted goes the way of what clients delete.
 */
final class LifecycleUpdates {

  private final IndexUpdates objects;
  private final PreparedStatement removeRules;
  private final PreparedStatement putRule;
  private final PreparedStatement isThere;
  private final PreparedStatement moveObject;
  private final PreparedStatement moveVersion;

  LifecycleUpdates(Connection connection, IndexUpdates objects) throws SQLException {
    this.objects = objects;
    removeRules = connection.prepareStatement("DELETE FROM rule WHERE bucket = ?");
    putRule =
        connection.prepareStatement("INSERT INTO rule VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    isThere =
        connection.prepareStatement(
            """
            SELECT 1 FROM version
            WHERE bucket = ? AND name = ? AND sequence = ? AND version = ? AND etag = ?""");
    moveObject =
        connection.prepareStatement(
            "UPDATE object SET class = ? WHERE bucket = ? AND name = ? AND etag = ?");
    moveVersion =
        connection.prepareStatement(
            """
            UPDATE version SET class = ?
            WHERE bucket = ? AND name = ? AND etag = ? AND sequence = ?""");
  }

  /** Replaces the rules of a bucket. */
  void replace(String bucket, List<StoredRule> rules) throws SQLException, StoreException {
    long id = objects.queries().bucket(bucket).id();
    removeAll(id);
    int number = 0;
    for (StoredRule rule : rules) {
      for (LifecycleAction action : rule.actions()) {
        putRule.clearParameters();
        putRule.setLong(1, id);
        putRule.setInt(2, number);
        put(rule.filter());
        put(action);
        putRule.executeUpdate();
        number++;
      }
    }
  }

  private void put(StoredFilter filter) throws SQLException {
    putRule.setString(3, filter.prefix());
    putRule.setString(4, filter.tags().encoded());
    putNumber(5, filter.greaterThan());
    putNumber(6, filter.lessThan());
  }

  private void putNumber(int column, OptionalLong number) throws SQLException {
    if (number.isPresent()) {
      putRule.setLong(column, number.getAsLong());
    } else {
      putRule.setNull(column, Types.INTEGER);
    }
  }

  private void put(LifecycleAction action) throws SQLException {
    if (action instanceof LifecycleAction.Expire expire) {
      putRule.setString(7, LifecycleQueries.EXPIRE);
      put(expire.when());
    } else if (action instanceof LifecycleAction.ExpireMarkers) {
      putRule.setString(7, LifecycleQueries.EXPIRE_MARKERS);
    } else if (action instanceof LifecycleAction.ExpireNoncurrent expire) {
      putRule.setString(7, LifecycleQueries.EXPIRE_NONCURRENT);
      put(expire.which());
    } else if (action instanceof LifecycleAction.Transition move) {
      putRule.setString(7, LifecycleQueries.TRANSITION);
      put(move.when());
      putRule.setString(11, NewObject.column(move.to()));
    } else if (action instanceof LifecycleAction.TransitionNoncurrent move) {
      putRule.setString(7, LifecycleQueries.TRANSITION_NONCURRENT);
      put(move.which());
      putRule.setString(11, NewObject.column(move.to()));
    } else if (action instanceof LifecycleAction.AbortUploads abort) {
      putRule.setString(7, LifecycleQueries.ABORT_UPLOADS);
      put(abort.days());
    }
  }

  private void put(LifecycleTime time) throws SQLException {
    if (time instanceof LifecycleTime.After after) {
      putRule.setInt(8, after.days());
    } else if (time instanceof LifecycleTime.On on) {
      putRule.setLong(9, on.date().toEpochMilli());
    }
  }

  private void put(LifecycleAction.Noncurrent which) throws SQLException {
    put(which.days());
    putRule.setInt(10, which.newer());
  }

  void remove(String bucket) throws SQLException, StoreException {
    removeAll(objects.queries().bucket(bucket).id());
  }

  /** Removes the rules of a bucket. */
  void removeAll(long bucket) throws SQLException {
    removeRules.setLong(1, bucket);
    removeRules.executeUpdate();
  }

  /**
   * Does what a rule asks for.
   *
   * @throws StoreException if the item is not any more what it was when it was looked at, or can
   *     not be deleted
   */
  Leftovers take(String bucket, LifecycleStep step) throws SQLException, StoreException {
    LifecycleItem item = step.item();
    if (step instanceof LifecycleStep.Move move) {
      move(objects.queries().bucket(bucket).id(), move);
      return Leftovers.NONE;
    }
    if (item.isCurrent() && !item.marker()) {
      return objects
          .deleteIf(bucket, item.name(), new WriteCondition.IfMatch(item.etag()))
          .leftovers();
    }
    require(objects.queries().bucket(bucket).id(), item);
    return objects
        .delete(bucket, item.version(), new Unlocking(false, NewObject.now()))
        .leftovers();
  }

  /** Passes if an old version still is one, or a marker still alone. */
  private void require(long bucket, LifecycleItem item) throws SQLException, StoreException {
    VersionQueries versions = objects.queries().versions();
    boolean newer = versions.hasSince(bucket, item.name().value(), item.sequence() + 1);
    boolean same = isThere(bucket, item) && newer != item.isCurrent();
    if (same && item.isCurrent()) {
      try (ResultSet older = versions.rest(bucket, item.name().value(), item.sequence())) {
        same = !older.next();
      }
    }
    if (!same) {
      throw new StoreException(StoreFault.PRECONDITION_FAILED, item + " has changed");
    }
  }

  private boolean isThere(long bucket, LifecycleItem item) throws SQLException {
    isThere.setLong(1, bucket);
    isThere.setString(2, item.name().value());
    isThere.setLong(3, item.sequence());
    isThere.setString(4, item.versionId());
    isThere.setString(5, item.etag());
    try (ResultSet row = isThere.executeQuery()) {
      return row.next();
    }
  }

  private void move(long bucket, LifecycleStep.Move move) throws SQLException, StoreException {
    LifecycleItem item = move.item();
    PreparedStatement statement = item.isCurrent() ? moveObject : moveVersion;
    statement.setString(1, NewObject.column(move.to()));
    statement.setLong(2, bucket);
    statement.setString(3, item.name().value());
    statement.setString(4, item.etag());
    if (!item.isCurrent()) {
      statement.setLong(5, item.sequence());
    }
    if (statement.executeUpdate() == 0) {
      throw new StoreException(StoreFault.PRECONDITION_FAILED, item + " has changed");
    }
  }
}
