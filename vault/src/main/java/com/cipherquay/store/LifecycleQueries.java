package com.cipherquay.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** The questions about lifecycle rules on one connection; used by one thread at a time. */
final class LifecycleQueries {

  /** What the column {@code action} means; part of the format of the index. */
  static final String EXPIRE = "expire";

  static final String EXPIRE_MARKERS = "expire-markers";
  static final String EXPIRE_NONCURRENT = "expire-noncurrent";
  static final String TRANSITION = "transition";
  static final String TRANSITION_NONCURRENT = "transition-noncurrent";
  static final String ABORT_UPLOADS = "abort-uploads";

  private final PreparedStatement rules;
  private final PreparedStatement tags;

  LifecycleQueries(Connection connection) throws SQLException {
    rules =
        connection.prepareStatement(
            """
            SELECT prefix, tags, greater, less, action, days, date, newer, class FROM rule
            WHERE bucket = ? ORDER BY number""");
    tags = connection.prepareStatement("SELECT tags FROM content WHERE id = ?");
  }

  /** The rules of a bucket, one for each action. */
  List<StoredRule> rules(long bucket) throws SQLException, StoreException {
    List<StoredRule> found = new ArrayList<>();
    rules.setLong(1, bucket);
    try (ResultSet row = rules.executeQuery()) {
      while (row.next()) {
        StoredFilter filter =
            new StoredFilter(
                row.getString(1),
                StoredTags.decode(row.getString(2)),
                number(row, 3),
                number(row, 4));
        found.add(new StoredRule(filter, List.of(action(row))));
      }
    }
    return found;
  }

  private static OptionalLong number(ResultSet row, int column) throws SQLException {
    long number = row.getLong(column);
    return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(number);
  }

  private static LifecycleAction action(ResultSet row) throws SQLException, StoreException {
    String word = row.getString(5);
    return switch (word) {
      case EXPIRE -> new LifecycleAction.Expire(time(row));
      case EXPIRE_MARKERS -> new LifecycleAction.ExpireMarkers();
      case EXPIRE_NONCURRENT -> new LifecycleAction.ExpireNoncurrent(noncurrent(row));
      case TRANSITION -> new LifecycleAction.Transition(time(row), to(row));
      case TRANSITION_NONCURRENT ->
          new LifecycleAction.TransitionNoncurrent(noncurrent(row), to(row));
      case ABORT_UPLOADS ->
          new LifecycleAction.AbortUploads(new LifecycleTime.After(row.getInt(6)));
      default -> throw new StoreException(StoreFault.BROKEN, "index: a rule to " + word);
    };
  }

  private static LifecycleTime time(ResultSet row) throws SQLException {
    OptionalLong date = number(row, 7);
    return date.isPresent()
        ? new LifecycleTime.On(Instant.ofEpochMilli(date.getAsLong()))
        : new LifecycleTime.After(row.getInt(6));
  }

  private static LifecycleAction.Noncurrent noncurrent(ResultSet row) throws SQLException {
    return new LifecycleAction.Noncurrent(new LifecycleTime.After(row.getInt(6)), row.getInt(8));
  }

  private static StorageClass to(ResultSet row) throws SQLException {
    return NewObject.ofColumn(row.getString(9));
  }

  /** The tags of a content that is there. */
  StoredTags tags(long content) throws SQLException {
    tags.setLong(1, content);
    try (ResultSet row = tags.executeQuery()) {
      return row.next() ? StoredTags.decode(row.getString(1)) : StoredTags.NONE;
    }
  }
}
