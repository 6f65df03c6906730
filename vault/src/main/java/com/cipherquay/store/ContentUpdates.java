package com.cipherquay.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * The changes to what the index knows of bytes, each within the transaction that {@link
 * GroupCommit} ends.
 */
final class ContentUpdates {

  private final PreparedStatement insert;
  private final PreparedStatement insertParts;
  private final PreparedStatement copy;
  private final PreparedStatement putTags;
  private final PreparedStatement putLock;
  private final PreparedStatement lock;
  private final PreparedStatement restore;
  private final PreparedStatement bytes;
  private final PreparedStatement delete;
  private final PreparedStatement hasFile;
  private final PreparedStatement hasParts;
  private final PreparedStatement putDropped;
  private final PreparedStatement insertPending;
  private final PreparedStatement deletePending;

  ContentUpdates(Connection connection) throws SQLException {
    insert =
        connection.prepareStatement(
            """
            INSERT INTO content (metadata, tags, file, body, mode, until, hold)
            VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id\
            """);
    insertParts =
        connection.prepareStatement(
            """
            INSERT INTO content (metadata, tags, parts, mode, until, hold)
            SELECT metadata, tags, id, ?2, ?3, ?4 FROM upload WHERE id = ?1 RETURNING id\
            """);
    copy =
        connection.prepareStatement(
            """
            INSERT INTO content (metadata, tags, file, body, parts, mode, until, hold)
            SELECT ?1, COALESCE(?2, tags), file, body, parts, ?4, ?5, ?6 FROM content WHERE id = ?3
            RETURNING id\
            """);
    putLock =
        connection.prepareStatement(
            "UPDATE content SET mode = ?, until = ?, hold = ? WHERE id = ?");
    lock = connection.prepareStatement("SELECT mode, until, hold FROM content WHERE id = ?");
    putTags = connection.prepareStatement("UPDATE content SET tags = ? WHERE id = ?");
    restore = connection.prepareStatement("UPDATE content SET restored = ? WHERE id = ?");
    bytes = connection.prepareStatement("SELECT file, parts FROM content WHERE id = ?");
    delete = connection.prepareStatement("DELETE FROM content WHERE id = ?");
    hasFile = connection.prepareStatement("SELECT 1 FROM content WHERE file = ? LIMIT 1");
    hasParts = connection.prepareStatement("SELECT 1 FROM content WHERE parts = ? LIMIT 1");
    putDropped = connection.prepareStatement("REPLACE INTO dropped VALUES (?, ?)");
    insertPending = connection.prepareStatement("INSERT INTO pending VALUES (?)");
    deletePending = connection.prepareStatement("DELETE FROM pending WHERE file = ?");
  }

  /** Takes in new bytes, and returns their number. */
  long insert(StoredDescription description, Content content) throws SQLException {
    insert.clearParameters();
    insert.setBytes(1, description.metadata().bytes());
    insert.setString(2, description.tags().orElse(StoredTags.NONE).encoded());
    if (content instanceof Content.InFile inFile) {
      insert.setString(3, inFile.id());
      removePending(List.of(inFile.id()));
    } else if (content instanceof Content.Inline inline) {
      insert.setBytes(4, inline.bytes());
    }
    LockColumns.set(insert, 5, description.lock());
    return id(insert);
  }

  /** The same for the parts of an upload, with the description given at its beginning. */
  long insertParts(long upload, StoredLock locked) throws SQLException {
    insertParts.setLong(1, upload);
    LockColumns.set(insertParts, 2, locked);
    return id(insertParts);
  }

  /** The same for the bytes that another content has, and keeps. */
  long copy(StoredDescription description, long content) throws SQLException {
    copy.clearParameters();
    copy.setBytes(1, description.metadata().bytes());
    if (description.tags().isPresent()) {
      copy.setString(2, description.tags().get().encoded());
    }
    copy.setLong(3, content);
    LockColumns.set(copy, 4, description.lock());
    return id(copy);
  }

  private static long id(PreparedStatement insertion) throws SQLException {
    try (ResultSet row = insertion.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  /** Changes what a content has for tags. */
  void putTags(long content, StoredTags tags) throws SQLException {
    putTags.setString(1, tags.encoded());
    putTags.setLong(2, content);
    putTags.executeUpdate();
  }

  /** Changes what a content is locked by. */
  void putLock(long content, StoredLock locked) throws SQLException {
    LockColumns.set(putLock, 1, locked);
    putLock.setLong(4, content);
    putLock.executeUpdate();
  }

  /** What a content is locked by; nothing if there is none. */
  StoredLock lock(long content) throws SQLException {
    lock.setLong(1, content);
    try (ResultSet row = lock.executeQuery()) {
      return row.next() ? LockColumns.lock(row, 1) : StoredLock.NONE;
    }
  }

  /** Changes until when an archived content can be read. */
  void restore(long content, Instant expiry) throws SQLException {
    restore.setLong(1, expiry.toEpochMilli());
    restore.setLong(2, content);
    restore.executeUpdate();
  }

  /** Removes a content to which no object refers any more. */
  Leftovers discard(long content) throws SQLException {
    String file;
    long parts;
    bytes.setLong(1, content);
    try (ResultSet row = bytes.executeQuery()) {
      row.next();
      file = Objects.requireNonNullElse(row.getString(1), "");
      parts = row.getLong(2);
    }
    delete.setLong(1, content);
    delete.executeUpdate();
    // Copies share a file or the parts of an upload: the last one leaves them behind.
    hasFile.setString(1, file);
    if (!file.isEmpty() && isEmpty(hasFile)) {
      addPending(List.of(file));
      return Leftovers.file(file);
    }
    hasParts.setLong(1, parts);
    return parts > 0 && isEmpty(hasParts) ? drop(parts) : Leftovers.NONE;
  }

  private static boolean isEmpty(PreparedStatement question) throws SQLException {
    try (ResultSet row = question.executeQuery()) {
      return !row.next();
    }
  }

  /** Notes that the parts of an upload are of no use any more, however many they are. */
  Leftovers drop(long upload) throws SQLException {
    putDropped(upload, true);
    return Leftovers.upload(upload);
  }

  /** Notes the same of those parts that have no place in the object. */
  Leftovers cut(long upload) throws SQLException {
    putDropped(upload, false);
    return Leftovers.cut(upload);
  }

  private void putDropped(long upload, boolean whole) throws SQLException {
    putDropped.setLong(1, upload);
    putDropped.setBoolean(2, whole);
    putDropped.executeUpdate();
  }

  /** Notes that content files may exist to which nothing refers. */
  void addPending(List<String> files) throws SQLException {
    for (String file : files) {
      insertPending.setString(1, file);
      insertPending.executeUpdate();
    }
  }

  /** Forgets content files that are surely gone, or that something refers to. */
  void removePending(List<String> files) throws SQLException {
    for (String file : files) {
      deletePending.setString(1, file);
      deletePending.executeUpdate();
    }
  }
}
