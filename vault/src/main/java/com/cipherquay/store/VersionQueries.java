package com.cipherquay.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The questions about versions on one connection; used by one thread at a time. */
final class VersionQueries {

  private static final String SCAN = rows("name >= ?2 AND name < ?3", "1, 7 DESC");
  private static final String REST = rows("name = ?2 AND sequence < ?3", "7 DESC");

  private final PreparedStatement version;
  private final PreparedStatement content;
  private final PreparedStatement newest;
  private final PreparedStatement place;
  private final PreparedStatement scan;
  private final PreparedStatement rest;
  private final PreparedStatement since;

  VersionQueries(Connection connection) throws SQLException {
    version =
        connection.prepareStatement(
            """
            SELECT etag, size, modified, metadata, tags, class, restored, content.mode, until, hold,
              file, body, parts
            FROM object JOIN content ON content.id = object.content
            WHERE bucket = ?1 AND name = ?2 AND version = ?3
            UNION ALL
            SELECT etag, size, modified, metadata, tags, class, restored, content.mode, until, hold,
              file, body, parts
            FROM version LEFT JOIN content ON content.id = version.content
            WHERE bucket = ?1 AND name = ?2 AND version = ?3""");
    content =
        connection.prepareStatement(
            """
            SELECT content FROM object
            WHERE bucket = ?1 AND name = ?2 AND (?3 IS NULL OR version = ?3)
            UNION ALL
            SELECT content FROM version WHERE bucket = ?1 AND name = ?2 AND version = ?3\
            """);
    newest =
        connection.prepareStatement(
            """
            SELECT version, modified, sequence FROM version
            WHERE bucket = ? AND name = ? ORDER BY sequence DESC LIMIT 1""");
    place =
        connection.prepareStatement(
            """
            SELECT sequence FROM object WHERE bucket = ?1 AND name = ?2 AND version = ?3
            UNION ALL
            SELECT sequence FROM version WHERE bucket = ?1 AND name = ?2 AND version = ?3""");
    scan = connection.prepareStatement(SCAN);
    rest = connection.prepareStatement(REST);
    since = connection.prepareStatement(rows("name = ?2 AND sequence >= ?3", "7") + " LIMIT 1");
  }

  /** The statements that read many rows. */
  static List<String> listings() {
    return List.of(SCAN, REST);
  }

  private static String rows(String which, String order) {
    return """
        SELECT name, version, etag, size, modified, content, sequence, class FROM object
        WHERE bucket = ?1 AND %1$s
        UNION ALL
        SELECT name, version, etag, size, modified, content, sequence, class FROM version
        WHERE bucket = ?1 AND %1$s
        ORDER BY %2$s"""
        .formatted(which, order);
  }

  /**
   * A version that was named.
   *
   * @throws StoreException {@code INVALID_VERSION}, {@code NO_SUCH_VERSION}, {@code DELETE_MARKER}
   */
  IndexedObject find(IndexedBucket bucket, StoredName name, String id)
      throws SQLException, StoreException {
    VersionId.check(id);
    version.setLong(1, bucket.id());
    version.setString(2, name.value());
    version.setString(3, id);
    try (ResultSet row = version.executeQuery()) {
      if (!row.next()) {
        throw new StoreException(StoreFault.NO_SUCH_VERSION, name + " has no version " + id);
      }
      if (row.getBytes(4) == null) {
        StoredMarker marker = marker(id, row.getLong(3));
        throw StoreException.of(
            StoreFault.DELETE_MARKER, "a delete marker is no object: " + name, marker);
      }
      return IndexQueries.object(row, Optional.of(id));
    }
  }

  /**
   * The number of the content of an object.
   *
   * @throws StoreException {@code NO_SUCH_OBJECT}; if a version is named, as {@link #find}
   */
  long content(IndexedBucket bucket, StoredVersion object) throws SQLException, StoreException {
    content.clearParameters();
    content.setLong(1, bucket.id());
    content.setString(2, object.name().value());
    if (object.versionId().isPresent()) {
      content.setString(3, object.versionId().get());
    }
    try (ResultSet row = content.executeQuery()) {
      long found = row.next() ? row.getLong(1) : 0;
      if (found > 0) {
        return found;
      }
    }
    if (object.versionId().isPresent()) {
      // Says why there is none.
      IndexedObject unused = find(bucket, object.name(), object.versionId().get());
    }
    throw absent(bucket, object.name());
  }

  private static StoredMarker marker(String id, long modified) {
    return new StoredMarker(Optional.of(id), Optional.of(Instant.ofEpochMilli(modified)));
  }

  /** Why there is no current version of an object. */
  StoreException absent(IndexedBucket bucket, StoredName name) throws SQLException {
    if (bucket.versioning() != Versioning.NEVER) {
      newest.setLong(1, bucket.id());
      newest.setString(2, name.value());
      try (ResultSet row = newest.executeQuery()) {
        // Any other than a marker would be in the other table.
        if (row.next()) {
          StoredMarker marker = marker(row.getString(1), row.getLong(2));
          return StoreException.of(StoreFault.NO_SUCH_OBJECT, name + " is deleted", marker);
        }
      }
    }
    return new StoreException(StoreFault.NO_SUCH_OBJECT, name.value());
  }

  /** The place of the newest version that is not the current object; 0 if there is none. */
  long newest(long bucket, StoredName name) throws SQLException {
    newest.setLong(1, bucket);
    newest.setString(2, name.value());
    try (ResultSet row = newest.executeQuery()) {
      return row.next() ? row.getLong(3) : 0;
    }
  }

  /**
   * The place of a version, whether or not it is there; that of the null version is beyond all if
   * it is not, as nothing tells where it was.
   *
   * @param id a valid one
   */
  long place(long bucket, String name, String id) throws SQLException {
    if (!id.equals(StoredVersion.NULL_ID)) {
      return VersionId.sequence(id);
    }
    place.setLong(1, bucket);
    place.setString(2, name);
    place.setString(3, id);
    try (ResultSet row = place.executeQuery()) {
      return row.next() ? row.getLong(1) : Long.MAX_VALUE;
    }
  }

  /**
   * Versions by name, of each the newest first, read row by row as the caller asks, until it closes
   * the result.
   *
   * @param from the least name
   * @param before what is greater than every name
   */
  ResultSet scan(long bucket, String from, String before) throws SQLException {
    scan.setLong(1, bucket);
    scan.setString(2, from);
    scan.setString(3, before);
    return scan.executeQuery();
  }

  /** The same of one name, as far as they are older than a place. */
  ResultSet rest(long bucket, String name, long place) throws SQLException {
    rest.setLong(1, bucket);
    rest.setString(2, name);
    rest.setLong(3, place);
    return rest.executeQuery();
  }

  /** Whether a name has a version of this place or a newer one. */
  boolean hasSince(long bucket, String name, long place) throws SQLException {
    since.setLong(1, bucket);
    since.setString(2, name);
    since.setLong(3, place);
    try (ResultSet row = since.executeQuery()) {
      return row.next();
    }
  }

  /** The version in the present row of a scan. */
  static StoredVersionPage.Entry entry(ResultSet row, boolean latest) throws SQLException {
    boolean marker = row.getLong(6) == 0;
    return new StoredVersionPage.Entry(
        row.getString(1),
        row.getString(2),
        latest,
        marker,
        row.getString(3),
        row.getLong(4),
        Instant.ofEpochMilli(row.getLong(5)),
        NewObject.ofColumn(row.getString(8)));
  }
}
