package com.cipherquay.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Goes through what a bucket has below a prefix, some rows at a time, and gathers what a plan asks
 * for. Each name from the newest version to the oldest, as it was when the scan came there. Used by
 * one thread.
 */
final class LifecycleScan {

  /** Bounds how long a connection is held, to some milliseconds. */
  private static final int ROWS = 1000;

  private final String bucket;
  private final LifecyclePlan plan;
  private final String prefix;
  private String name = "";
  private long sequence;
  private int newer;
  private Instant modified = Instant.EPOCH;
  private boolean ended;

  LifecycleScan(String bucket, LifecyclePlan plan, String prefix) {
    this.bucket = bucket;
    this.plan = plan;
    this.prefix = prefix;
  }

  boolean hasEnded() {
    return ended;
  }

  /** What is to be done about the next rows. */
  List<LifecycleStep> next(IndexQueries queries) throws SQLException, StoreException {
    List<LifecycleStep> steps = new ArrayList<>();
    long id = queries.bucket(bucket).id();
    int left = ROWS;
    if (!name.isEmpty()) {
      try (ResultSet row = queries.versions().rest(id, name, sequence)) {
        left = take(queries, row, left, steps);
      }
    }
    String from = name.isEmpty() ? prefix : name + IndexListing.BELOW;
    if (left > 0) {
      try (ResultSet row = queries.versions().scan(id, from, prefix + IndexListing.BEYOND)) {
        left = take(queries, row, left, steps);
      }
    }
    ended = left > 0;
    return steps;
  }

  private int take(IndexQueries queries, ResultSet row, int most, List<LifecycleStep> steps)
      throws SQLException, StoreException {
    int left = most;
    while (left > 0 && row.next()) {
      plan.step(item(queries, row)).ifPresent(steps::add);
      left--;
    }
    return left;
  }

  private LifecycleItem item(IndexQueries queries, ResultSet row)
      throws SQLException, StoreException {
    boolean same = row.getString(1).equals(name);
    Instant created = Instant.ofEpochMilli(row.getLong(5));
    Instant since = same ? modified : created;
    newer = same ? newer + 1 : 0;
    name = row.getString(1);
    sequence = row.getLong(7);
    modified = created;
    long content = row.getLong(6);
    boolean marker = content == 0;
    return new LifecycleItem(
        new StoredName(name),
        row.getString(2),
        row.getString(3),
        sequence,
        marker,
        row.getLong(4),
        NewObject.ofColumn(row.getString(8)),
        marker || !plan.asksForTags() ? StoredTags.NONE : queries.rules().tags(content),
        newer,
        since,
        marker && newer == 0 && isAlone(queries));
  }

  private boolean isAlone(IndexQueries queries) throws SQLException, StoreException {
    long id = queries.bucket(bucket).id();
    try (ResultSet older = queries.versions().rest(id, name, sequence)) {
      return !older.next();
    }
  }
}
