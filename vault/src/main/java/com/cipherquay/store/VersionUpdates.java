package com.cipherquay.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The changes to versions that are not the current object, each within the transaction that {@link
 * GroupCommit} ends.
 *
 * <p>The current object is in the table {@code object}, and newer than all that the table {@code
 * version} has of its name. Without a current object the newest there, if there is any, is a delete
 * marker.
 */
final class VersionUpdates {

  /** An object that is there, or a version of it that was named. */
  record Present(String etag, long size, long content, long sequence, String version) {

    static Present of(ResultSet row) throws SQLException {
      return new Present(
          row.getString(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getString(5));
    }

    boolean isNull() {
      return version.equals(StoredVersion.NULL_ID);
    }
  }

  /** The version that a write makes. */
  record Next(long sequence, String id) {

    /** That of every object in a bucket that never kept versions. */
    static final Next ONLY = new Next(0, StoredVersion.NULL_ID);
  }

  /**
   * What a purge has left.
   *
   * @param locked whether some of it stays
   */
  record Purged(Leftovers leftovers, boolean locked) {}

  private static final String COLUMNS =
      "bucket, name, sequence, version, etag, size, modified, class";

  private final VersionQueries queries;
  private final ContentUpdates contents;
  private final PreparedStatement retire;
  private final PreparedStatement restore;
  private final PreparedStatement putMarker;
  private final PreparedStatement find;
  private final PreparedStatement all;
  private final PreparedStatement delete;
  private final PreparedStatement deleteObject;

  VersionUpdates(Connection connection, VersionQueries queries, ContentUpdates contents)
      throws SQLException {
    this.queries = queries;
    this.contents = contents;
    retire =
        connection.prepareStatement(
            """
            INSERT INTO version (%1$s, content) SELECT %1$s, content FROM object
            WHERE bucket = ? AND name = ?"""
                .formatted(COLUMNS));
    restore =
        connection.prepareStatement(
            """
            INSERT INTO object (%1$s, content)
            SELECT %1$s, content FROM
              (SELECT * FROM version WHERE bucket = ? AND name = ? ORDER BY sequence DESC LIMIT 1)
            WHERE content IS NOT NULL RETURNING sequence"""
                .formatted(COLUMNS));
    putMarker =
        connection.prepareStatement(
            "INSERT INTO version (%s) VALUES (?, ?, ?, ?, '', 0, ?, '')".formatted(COLUMNS));
    find =
        connection.prepareStatement(
            """
            SELECT etag, size, content, sequence, version FROM version
            WHERE bucket = ? AND name = ? AND version = ?""");
    all =
        connection.prepareStatement(
            """
            SELECT etag, size, content, sequence, version FROM version
            WHERE bucket = ? AND name = ?""");
    delete =
        connection.prepareStatement(
            "DELETE FROM version WHERE bucket = ? AND name = ? AND sequence = ?");
    deleteObject = connection.prepareStatement("DELETE FROM object WHERE bucket = ? AND name = ?");
  }

  /** What a write that comes now makes. */
  Next next(IndexedBucket bucket, StoredName name, Optional<Present> current, Instant now)
      throws SQLException {
    if (bucket.versioning() == Versioning.NEVER) {
      return Next.ONLY;
    }
    long before =
        current.isPresent() ? current.get().sequence() : queries.newest(bucket.id(), name);
    // Dates, so that an id is hardly ever used again after all of its name was deleted.
    long sequence = Math.max(now.toEpochMilli(), before + 1);
    return new Next(
        sequence,
        bucket.versioning() == Versioning.ENABLED ? VersionId.of(sequence) : StoredVersion.NULL_ID);
  }

  /**
   * Makes room for a version that becomes the newest: the current object is kept as an older
   * version, or goes if the bucket has only one of its kind.
   *
   * @return what is of no use any more, once the new version is written
   */
  Leftovers makeRoom(IndexedBucket bucket, StoredName name, Optional<Present> current)
      throws SQLException {
    boolean keeps = bucket.versioning() == Versioning.ENABLED;
    if (current.isPresent()) {
      boolean replaced = !keeps && current.get().isNull();
      if (!replaced) {
        retire.setLong(1, bucket.id());
        retire.setString(2, name.value());
        retire.executeUpdate();
      }
      deleteObject(bucket.id(), name);
      if (replaced) {
        return contents.discard(current.get().content());
      }
    }
    return bucket.versioning() == Versioning.SUSPENDED
        ? drop(bucket.id(), name, find(bucket.id(), name, StoredVersion.NULL_ID))
        : Leftovers.NONE;
  }

  private void deleteObject(long bucket, StoredName name) throws SQLException {
    deleteObject.setLong(1, bucket);
    deleteObject.setString(2, name.value());
    deleteObject.executeUpdate();
  }

  /** A version that is not the current object. */
  Optional<Present> find(long bucket, StoredName name, String id) throws SQLException {
    find.setLong(1, bucket);
    find.setString(2, name.value());
    find.setString(3, id);
    try (ResultSet row = find.executeQuery()) {
      return row.next() ? Optional.of(Present.of(row)) : Optional.empty();
    }
  }

  private Leftovers drop(long bucket, StoredName name, Optional<Present> version)
      throws SQLException {
    if (version.isEmpty()) {
      return Leftovers.NONE;
    }
    delete.setLong(1, bucket);
    delete.setString(2, name.value());
    delete.setLong(3, version.get().sequence());
    delete.executeUpdate();
    long content = version.get().content();
    return content > 0 ? contents.discard(content) : Leftovers.NONE;
  }

  /** Deletes an object by a delete marker. */
  IndexedDeletion mark(
      IndexedBucket bucket, StoredName name, Optional<Present> current, Instant now)
      throws SQLException {
    Next marker = next(bucket, name, current, now);
    Leftovers left = makeRoom(bucket, name, current);
    putMarker.setLong(1, bucket.id());
    putMarker.setString(2, name.value());
    putMarker.setLong(3, marker.sequence());
    putMarker.setString(4, marker.id());
    putMarker.setLong(5, now.toEpochMilli());
    putMarker.executeUpdate();
    return new IndexedDeletion(new StoredDeletion(true, Optional.of(marker.id())), left);
  }

  /**
   * Deletes a version for good; the newest one that is left becomes the current object, unless it
   * is a delete marker.
   */
  IndexedDeletion remove(
      IndexedBucket bucket, StoredName name, Optional<Present> current, String id)
      throws SQLException {
    boolean isCurrent = current.map(Present::version).equals(Optional.of(id));
    if (isCurrent) {
      deleteObject(bucket.id(), name);
      restore(bucket.id(), name);
      Leftovers left = contents.discard(current.get().content());
      return new IndexedDeletion(new StoredDeletion(false, Optional.of(id)), left);
    }
    Optional<Present> older = find(bucket.id(), name, id);
    Leftovers left = drop(bucket.id(), name, older);
    if (current.isEmpty()) {
      restore(bucket.id(), name);
    }
    boolean marker = older.isPresent() && older.get().content() == 0;
    return new IndexedDeletion(new StoredDeletion(marker, Optional.of(id)), left);
  }

  private void restore(long bucket, StoredName name) throws SQLException {
    restore.setLong(1, bucket);
    restore.setString(2, name.value());
    try (ResultSet row = restore.executeQuery()) {
      if (row.next()) {
        long sequence = row.getLong(1);
        delete.setLong(1, bucket);
        delete.setString(2, name.value());
        delete.setLong(3, sequence);
        delete.executeUpdate();
      }
    }
  }

  /**
   * Passes if a version that is named may be deleted.
   *
   * @param current what is there now
   * @throws StoreException {@code LOCKED}
   */
  void requireOpen(
      IndexedBucket bucket, StoredVersion object, Optional<Present> current, Unlocking unlocking)
      throws SQLException, StoreException {
    if (bucket.locks().isEmpty()) {
      return;
    }
    String id = object.versionId().orElseThrow();
    Optional<Present> named =
        current.filter(it -> it.version().equals(id)).isPresent()
            ? current
            : find(bucket.id(), object.name(), id);
    if (named.isPresent()) {
      unlocking.require(object.name(), contents.lock(named.get().content()));
    }
  }

  /** Whether some version of a name, the current one included, can not be deleted. */
  boolean isLocked(
      IndexedBucket bucket, StoredName name, Optional<Present> current, Unlocking unlocking)
      throws SQLException {
    List<Present> versions = all(bucket.id(), name);
    current.ifPresent(versions::add);
    for (Present version : versions) {
      if (!unlocking.opens(contents.lock(version.content()))) {
        return true;
      }
    }
    return false;
  }

  /**
   * Deletes all of a name that is not locked, but for the delete marker that the rest is behind.
   */
  Leftovers purgeOpen(
      IndexedBucket bucket, StoredName name, Optional<Present> current, Unlocking unlocking)
      throws SQLException {
    List<Leftovers> left = new ArrayList<>();
    if (current.isPresent()) {
      left.add(mark(bucket, name, current, NewObject.now()).leftovers());
    }
    long marker = queries.newest(bucket.id(), name);
    for (Present version : all(bucket.id(), name)) {
      if (version.sequence() != marker && unlocking.opens(contents.lock(version.content()))) {
        left.add(drop(bucket.id(), name, Optional.of(version)));
      }
    }
    return Leftovers.of(left);
  }

  /** Deletes all that a bucket keeps of a name beside the current object. */
  Leftovers purge(long bucket, StoredName name) throws SQLException {
    List<Leftovers> left = new ArrayList<>();
    for (Present version : all(bucket, name)) {
      left.add(drop(bucket, name, Optional.of(version)));
    }
    return Leftovers.of(left);
  }

  /** All that a bucket keeps of a name beside the current object. */
  private List<Present> all(long bucket, StoredName name) throws SQLException {
    List<Present> versions = new ArrayList<>();
    all.setLong(1, bucket);
    all.setString(2, name.value());
    try (ResultSet row = all.executeQuery()) {
      while (row.next()) {
        versions.add(Present.of(row));
      }
    }
    return versions;
  }
}
