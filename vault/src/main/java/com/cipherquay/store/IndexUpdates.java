package com.cipherquay.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The changes to the index, each within the transaction that {@link GroupCommit} ends.
 *
 * <p>A method that refuses has changed nothing yet, so that it can be refused without undoing its
 * neighbours in the transaction.
 */
final class IndexUpdates implements AutoCloseable {

  private record Present(String etag, long content, Optional<String> file) {}

  private final IndexQueries queries;
  private final PreparedStatement insertBucket;
  private final PreparedStatement deleteBucket;
  private final PreparedStatement present;
  private final PreparedStatement insertContent;
  private final PreparedStatement deleteContent;
  private final PreparedStatement putObject;
  private final PreparedStatement deleteObject;
  private final PreparedStatement insertPending;
  private final PreparedStatement deletePending;

  /** Takes over the connection, and closes it. */
  IndexUpdates(Connection connection) throws SQLException {
    queries = new IndexQueries(connection);
    insertBucket = connection.prepareStatement("INSERT INTO bucket (name, created) VALUES (?, ?)");
    deleteBucket = connection.prepareStatement("DELETE FROM bucket WHERE id = ?");
    present =
        connection.prepareStatement(
            """
            SELECT object.etag, content.id, content.file
            FROM object JOIN content ON content.id = object.content
            WHERE bucket = ? AND name = ?""");
    insertContent =
        connection.prepareStatement(
            "INSERT INTO content (metadata, file, body) VALUES (?, ?, ?) RETURNING id");
    deleteContent = connection.prepareStatement("DELETE FROM content WHERE id = ?");
    putObject = connection.prepareStatement("REPLACE INTO object VALUES (?, ?, ?, ?, ?, ?)");
    deleteObject = connection.prepareStatement("DELETE FROM object WHERE bucket = ? AND name = ?");
    insertPending = connection.prepareStatement("INSERT INTO pending VALUES (?)");
    deletePending = connection.prepareStatement("DELETE FROM pending WHERE file = ?");
  }

  IndexQueries queries() {
    return queries;
  }

  void createBucket(String bucket, Instant now) throws SQLException, StoreException {
    if (queries.findBucket(bucket).isPresent()) {
      throw new StoreException(StoreFault.BUCKET_EXISTS, bucket);
    }
    insertBucket.setString(1, bucket);
    insertBucket.setLong(2, now.toEpochMilli());
    insertBucket.executeUpdate();
  }

  void deleteBucket(String bucket) throws SQLException, StoreException {
    long id = queries.bucket(bucket);
    if (!queries.isEmpty(id)) {
      throw new StoreException(StoreFault.BUCKET_NOT_EMPTY, bucket);
    }
    deleteBucket.setLong(1, id);
    deleteBucket.executeUpdate();
  }

  /**
   * Creates or replaces an object.
   *
   * @return the content file that the object had and that no object has any more
   */
  Optional<String> write(
      String bucket, StoredName name, IndexedObject object, WriteCondition condition)
      throws SQLException, StoreException {
    long id = queries.bucket(bucket);
    Optional<Present> old = find(id, name);
    if (!holds(condition, old.map(Present::etag))) {
      throw new StoreException(StoreFault.PRECONDITION_FAILED, condition + " at " + name);
    }
    if (old.isPresent()) {
      discard(old.get());
    }
    StoredHead head = object.head();
    putObject.setLong(1, id);
    putObject.setString(2, name.value());
    putObject.setString(3, head.etag());
    putObject.setLong(4, head.size());
    putObject.setLong(5, head.lastModified().toEpochMilli());
    putObject.setLong(6, insert(head.metadata(), object.content()));
    putObject.executeUpdate();
    return old.flatMap(Present::file);
  }

  /**
   * Deletes an object, if there is one.
   *
   * @return the content file that it had
   */
  Optional<String> delete(String bucket, StoredName name) throws SQLException, StoreException {
    long id = queries.bucket(bucket);
    Optional<Present> old = find(id, name);
    if (old.isPresent()) {
      discard(old.get());
      deleteObject.setLong(1, id);
      deleteObject.setString(2, name.value());
      deleteObject.executeUpdate();
    }
    return old.flatMap(Present::file);
  }

  /** Notes that content files may exist to which nothing refers. */
  void addPending(List<String> files) throws SQLException {
    for (String file : files) {
      insertPending.setString(1, file);
      insertPending.executeUpdate();
    }
  }

  /** Forgets content files that are surely gone. */
  void removePending(List<String> files) throws SQLException {
    for (String file : files) {
      deletePending.setString(1, file);
      deletePending.executeUpdate();
    }
  }

  private long insert(StoredMetadata metadata, Content content) throws SQLException {
    insertContent.clearParameters();
    insertContent.setBytes(1, metadata.bytes());
    if (content instanceof Content.InFile inFile) {
      insertContent.setString(2, inFile.id());
      removePending(List.of(inFile.id()));
    } else if (content instanceof Content.Inline inline) {
      insertContent.setBytes(3, inline.bytes());
    }
    try (ResultSet row = insertContent.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  private Optional<Present> find(long bucket, StoredName name) throws SQLException {
    present.setLong(1, bucket);
    present.setString(2, name.value());
    try (ResultSet row = present.executeQuery()) {
      return row.next()
          ? Optional.of(
              new Present(row.getString(1), row.getLong(2), Optional.ofNullable(row.getString(3))))
          : Optional.empty();
    }
  }

  private void discard(Present old) throws SQLException {
    deleteContent.setLong(1, old.content());
    deleteContent.executeUpdate();
    addPending(old.file().stream().toList());
  }

  private static boolean holds(WriteCondition condition, Optional<String> etag) {
    if (condition instanceof WriteCondition.IfAbsent) {
      return etag.isEmpty();
    }
    if (condition instanceof WriteCondition.IfMatch match) {
      return etag.equals(Optional.of(match.etag()));
    }
    return true;
  }

  @Override
  public void close() throws SQLException {
    queries.close();
  }
}
