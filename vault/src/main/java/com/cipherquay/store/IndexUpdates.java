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
 * The changes to buckets and objects, each within the transaction that {@link GroupCommit} ends.
 *
 * <p>A method that refuses has changed nothing yet, so that it can be refused without undoing its
 * neighbours in the transaction.
 */
final class IndexUpdates implements AutoCloseable {

  /** An object that is there. */
  record Present(String etag, long size, long content) {}

  /** Where an object is to be written, and what is there now. */
  record Place(long bucket, StoredName name, Optional<Present> old) {}

  private final IndexQueries queries;
  private final ContentUpdates contents;
  private final UploadUpdates uploads;
  private final PreparedStatement insertBucket;
  private final PreparedStatement deleteBucket;
  private final PreparedStatement present;
  private final PreparedStatement putObject;
  private final PreparedStatement deleteObject;
  private final PreparedStatement someNames;

  /** Takes over the connection, and closes it. */
  IndexUpdates(Connection connection) throws SQLException {
    queries = new IndexQueries(connection);
    contents = new ContentUpdates(connection);
    uploads = new UploadUpdates(connection, this);
    insertBucket = connection.prepareStatement("INSERT INTO bucket (name, created) VALUES (?, ?)");
    deleteBucket = connection.prepareStatement("DELETE FROM bucket WHERE id = ?");
    present =
        connection.prepareStatement(
            "SELECT etag, size, content FROM object WHERE bucket = ? AND name = ?");
    putObject = connection.prepareStatement("REPLACE INTO object VALUES (?, ?, ?, ?, ?, ?, ?)");
    deleteObject = connection.prepareStatement("DELETE FROM object WHERE bucket = ? AND name = ?");
    someNames =
        connection.prepareStatement(
            """
            SELECT name FROM object
            WHERE bucket = ? AND name > ? AND name >= ? AND name < ? ORDER BY name LIMIT ?\
            """);
  }

  IndexQueries queries() {
    return queries;
  }

  ContentUpdates contents() {
    return contents;
  }

  UploadUpdates uploads() {
    return uploads;
  }

  void createBucket(String bucket, Instant now) throws SQLException, StoreException {
    if (queries.findBucket(bucket).isPresent()) {
      throw new StoreException(StoreFault.BUCKET_EXISTS, bucket);
    }
    insertBucket.setString(1, bucket);
    insertBucket.setLong(2, now.toEpochMilli());
    insertBucket.executeUpdate();
  }

  /** Deletes a bucket without objects, and the uploads in it. */
  Leftovers deleteBucket(String bucket) throws SQLException, StoreException {
    long id = queries.bucket(bucket);
    if (!queries.isEmpty(id)) {
      throw new StoreException(StoreFault.BUCKET_NOT_EMPTY, bucket);
    }
    deleteBucket.setLong(1, id);
    deleteBucket.executeUpdate();
    return uploads.dropAll(id);
  }

  /** Creates or replaces an object. */
  Leftovers write(
      String bucket, StoredName name, NewObject object, Content content, WriteCondition condition)
      throws SQLException, StoreException {
    Place place = place(bucket, name, condition);
    return put(place, object, object.size(), contents.insert(object.description(), content));
  }

  /**
   * Creates or replaces an object with the content of another, which both have from then on.
   *
   * @param object the copy; its size is that of the source, whatever is said here
   */
  Leftovers copy(
      StoredSource source,
      String bucket,
      StoredName name,
      NewObject object,
      WriteCondition condition)
      throws SQLException, StoreException {
    Present from =
        find(queries.bucket(source.bucket()), source.name())
            .orElseThrow(() -> new StoreException(StoreFault.NO_SUCH_OBJECT, source.toString()));
    if (!from.etag().equals(source.etag())) {
      throw new StoreException(StoreFault.SOURCE_CHANGED, source.toString());
    }
    StoredTraits traits = queries.traits(queries.bucket(source.bucket()), source.name());
    if (isArchived(traits)) {
      throw new StoreException(StoreFault.ARCHIVED, source.toString());
    }
    Place place = place(bucket, name, condition);
    long content = contents.copy(object.description(), from.content());
    return put(place, object, from.size(), content);
  }

  /**
   * Finds where an object is to be written.
   *
   * @throws StoreException {@code NO_SUCH_BUCKET}, {@code PRECONDITION_FAILED}
   */
  Place place(String bucket, StoredName name, WriteCondition condition)
      throws SQLException, StoreException {
    long id = queries.bucket(bucket);
    Optional<Present> old = find(id, name);
    if (!holds(condition, old.map(Present::etag))) {
      throw new StoreException(StoreFault.PRECONDITION_FAILED, condition + " at " + name);
    }
    return new Place(id, name, old);
  }

  /** Writes an object whose content is in the index already. */
  Leftovers put(Place place, NewObject object, long size, long content) throws SQLException {
    putObject.setLong(1, place.bucket());
    putObject.setString(2, place.name().value());
    putObject.setString(3, object.etag());
    putObject.setLong(4, size);
    putObject.setLong(5, object.modified().toEpochMilli());
    putObject.setLong(6, content);
    putObject.setString(7, object.classColumn());
    putObject.executeUpdate();
    // Only now: the new content may be a copy of the old one.
    return place.old().isPresent() ? contents.discard(place.old().get().content()) : Leftovers.NONE;
  }

  /**
   * Replaces the tags of an object.
   *
   * @throws StoreException {@code NO_SUCH_BUCKET}, {@code NO_SUCH_OBJECT}
   */
  void putTags(String bucket, StoredName name, StoredTags tags)
      throws SQLException, StoreException {
    Present object =
        find(queries.bucket(bucket), name)
            .orElseThrow(() -> new StoreException(StoreFault.NO_SUCH_OBJECT, name.value()));
    contents.putTags(object.content(), tags);
  }

  /** Whether an object can not be read as it is. */
  static boolean isArchived(StoredTraits traits) {
    return traits.storageClass().isArchive() && traits.restoration().isEmpty();
  }

  /**
   * Makes an archived object readable for a time.
   *
   * @return whether it was so already
   * @throws StoreException {@code NO_SUCH_BUCKET}, {@code NO_SUCH_OBJECT}, {@code NOT_ARCHIVED}
   */
  boolean restore(String bucket, StoredName name, Instant expiry)
      throws SQLException, StoreException {
    long id = queries.bucket(bucket);
    Present object =
        find(id, name)
            .orElseThrow(() -> new StoreException(StoreFault.NO_SUCH_OBJECT, name.value()));
    StoredTraits traits = queries.traits(id, name);
    if (!traits.storageClass().isArchive()) {
      throw new StoreException(StoreFault.NOT_ARCHIVED, name + " is " + traits.storageClass());
    }
    contents.restore(object.content(), expiry);
    return traits.restoration().isPresent();
  }

  /** Deletes an object, if there is one and the condition holds. */
  Leftovers delete(String bucket, StoredName name, WriteCondition condition)
      throws SQLException, StoreException {
    Place place = place(bucket, name, condition);
    if (place.old().isEmpty()) {
      return Leftovers.NONE;
    }
    deleteObject.setLong(1, place.bucket());
    deleteObject.setString(2, name.value());
    deleteObject.executeUpdate();
    return contents.discard(place.old().get().content());
  }

  /**
   * Names that start with a prefix, in order.
   *
   * @param after only names greater than this
   */
  List<StoredName> names(String bucket, String prefix, String after, int limit)
      throws SQLException, StoreException {
    someNames.setLong(1, queries.bucket(bucket));
    someNames.setString(2, after);
    someNames.setString(3, prefix);
    someNames.setString(4, prefix + IndexListing.BEYOND);
    someNames.setInt(5, limit);
    List<StoredName> names = new ArrayList<>();
    try (ResultSet row = someNames.executeQuery()) {
      while (row.next()) {
        names.add(new StoredName(row.getString(1)));
      }
    }
    return names;
  }

  private Optional<Present> find(long bucket, StoredName name) throws SQLException {
    present.setLong(1, bucket);
    present.setString(2, name.value());
    try (ResultSet row = present.executeQuery()) {
      return row.next()
          ? Optional.of(new Present(row.getString(1), row.getLong(2), row.getLong(3)))
          : Optional.empty();
    }
  }

  private static boolean holds(WriteCondition condition, Optional<String> etag) {
    if (condition instanceof WriteCondition.IfAbsent) {
      return etag.isEmpty();
    }
    if (condition instanceof WriteCondition.IfPresent) {
      return etag.isPresent();
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
