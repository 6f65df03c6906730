package com.cipherquay.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Optional;

/**
 * What the columns {@code mode, until, hold} of a version or an upload mean, and {@code locks,
 * mode, days, years} of a bucket; part of the format of the index. Where a column is 0 nothing was
 * said.
 */
final class LockColumns {

  private static final List<RetentionMode> MODES =
      List.of(RetentionMode.GOVERNANCE, RetentionMode.COMPLIANCE);
  private static final List<LegalHold> HOLDS = List.of(LegalHold.ON, LegalHold.OFF);

  private LockColumns() {}

  /** Sets three parameters from a place on. */
  static void set(PreparedStatement statement, int first, StoredLock lock) throws SQLException {
    Optional<Retention> retention = lock.retention();
    statement.setInt(first, retention.map(it -> code(it.mode())).orElse(0));
    statement.setLong(first + 1, retention.map(it -> it.until().toEpochMilli()).orElse(0L));
    statement.setInt(first + 2, lock.legalHold().map(it -> HOLDS.indexOf(it) + 1).orElse(0));
  }

  private static int code(RetentionMode mode) {
    return MODES.indexOf(mode) + 1;
  }

  /** What three columns from a place on say. */
  static StoredLock lock(ResultSet row, int first) throws SQLException {
    int mode = row.getInt(first);
    int hold = row.getInt(first + 2);
    Instant until = Instant.ofEpochMilli(row.getLong(first + 1));
    return new StoredLock(
        mode == 0 ? Optional.empty() : Optional.of(new Retention(MODES.get(mode - 1), until)),
        hold == 0 ? Optional.empty() : Optional.of(HOLDS.get(hold - 1)));
  }

  /** Sets the four parameters of a bucket from a place on. */
  static void set(PreparedStatement statement, int first, LockConfiguration configuration)
      throws SQLException {
    Optional<DefaultRetention> retention = configuration.defaultRetention();
    statement.setInt(first, 1);
    statement.setInt(first + 1, retention.map(it -> code(it.mode())).orElse(0));
    statement.setInt(first + 2, retention.map(it -> it.days()).orElse(0));
    statement.setInt(first + 3, retention.map(it -> it.years()).orElse(0));
  }

  /** What four columns of a bucket from a place on say. */
  static Optional<LockConfiguration> configuration(ResultSet row, int first) throws SQLException {
    if (row.getInt(first) == 0) {
      return Optional.empty();
    }
    int mode = row.getInt(first + 1);
    Period period = Period.of(row.getInt(first + 3), 0, row.getInt(first + 2));
    return Optional.of(
        mode == 0
            ? LockConfiguration.NO_DEFAULT
            : new LockConfiguration(
                Optional.of(new DefaultRetention(MODES.get(mode - 1), period))));
  }
}
