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

  /** Where an object is to be written, and what is there now. */
  record Place(IndexedBucket bucket, StoredName name, Optional<VersionUpdates.Present> old) {}

  private final IndexQueries queries;
  private final ContentUpdates contents;
  private final UploadUpdates uploads;
  private final VersionUpdates versions;
  private final LifecycleUpdates rules;
  private final BucketUpdates buckets;
  private final PreparedStatement present;
  private final PreparedStatement putObject;
  private final PreparedStatement deleteObject;
  private final PreparedStatement someNames;

  /** Takes over the connection, and closes it. */
  IndexUpdates(Connection connection) throws SQLException {
    queries = new IndexQueries(connection);
    contents = new ContentUpdates(connection);
    uploads = new UploadUpdates(connection, this);
    versions = new VersionUpdates(connection, queries.versions(), contents);
    rules = new LifecycleUpdates(connection, this);
    buckets = new BucketUpdates(connection, queries, uploads, rules);
    present =
        connection.prepareStatement(
            """
            SELECT etag, size, content, sequence, version FROM object
            WHERE bucket = ? AND name = ?""");
    putObject =
        connection.prepareStatement(
            """
            REPLACE INTO object
              (bucket, name, etag, size, modified, content, class, sequence, version)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""");
    deleteObject = connection.prepareStatement("DELETE FROM object WHERE bucket = ? AND name = ?");
    someNames =
        connection.prepareStatement(
            """
            SELECT name FROM object
            WHERE bucket = ?1 AND name > ?2 AND name >= ?3 AND name < ?4
            UNION SELECT name FROM version
            WHERE bucket = ?1 AND name > ?2 AND name >= ?3 AND name < ?4
            ORDER BY name LIMIT ?5\
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

  LifecycleUpdates rules() {
    return rules;
  }

  BucketUpdates buckets() {
    return buckets;
  }

  /** Creates or replaces an object. */
  IndexedWrite write(
      String bucket, StoredName name, NewObject object, Content content, WriteCondition condition)
      throws SQLException, StoreException {
    Place place = place(bucket, name, condition);
    StoredDescription described = place.bucket().described(object);
    return put(place, object, object.size(), contents.insert(described, content));
  }

  /**
   * Creates or replaces an object with the content of another, which both have from then on.
   *
   * @param object the copy; its size is that of the source, whatever is said here
   */
  IndexedWrite copy(
      StoredSource source,
      String bucket,
      StoredName name,
      NewObject object,
      WriteCondition condition)
      throws SQLException, StoreException {
    StoredHead from = queries.head(source.bucket(), source.object());
    if (!from.etag().equals(source.etag())) {
      throw new StoreException(StoreFault.SOURCE_CHANGED, source.toString());
    }
    if (from.traits().isArchived()) {
      throw new StoreException(StoreFault.ARCHIVED, source.toString());
    }
    Place place = place(bucket, name, condition);
    long original = queries.versions().content(queries.bucket(source.bucket()), source.object());
    long content = contents.copy(place.bucket().described(object), original);
    return put(place, object, from.size(), content);
  }

  /**
   * Finds where an object is to be written.
   *
   * @throws StoreException {@code NO_SUCH_BUCKET}, {@code PRECONDITION_FAILED}
   */
  Place place(String bucket, StoredName name, WriteCondition condition)
      throws SQLException, StoreException {
    IndexedBucket found = queries.bucket(bucket);
    Optional<VersionUpdates.Present> old = find(found.id(), name);
    if (!holds(condition, old.map(VersionUpdates.Present::etag))) {
      throw new StoreException(StoreFault.PRECONDITION_FAILED, condition + " at " + name);
    }
    return new Place(found, name, old);
  }

  /** Writes an object whose content is in the index already. */
  IndexedWrite put(Place place, NewObject object, long size, long content) throws SQLException {
    VersionUpdates.Next next =
        versions.next(place.bucket(), place.name(), place.old(), object.modified());
    // The new content, which may be a copy of the old one, is there already.
    Leftovers left =
        place.bucket().versioning() == Versioning.NEVER
            ? discard(place.old())
            : versions.makeRoom(place.bucket(), place.name(), place.old());
    putObject.setLong(1, place.bucket().id());
    putObject.setString(2, place.name().value());
    putObject.setString(3, object.etag());
    putObject.setLong(4, size);
    putObject.setLong(5, object.modified().toEpochMilli());
    putObject.setLong(6, content);
    putObject.setString(7, object.classColumn());
    putObject.setLong(8, next.sequence());
    putObject.setString(9, next.id());
    putObject.executeUpdate();
    return new IndexedWrite(left, place.bucket().shown(next.id()));
  }

  private Leftovers discard(Optional<VersionUpdates.Present> object) throws SQLException {
    return object.isPresent() ? contents.discard(object.get().content()) : Leftovers.NONE;
  }

  /**
   * Replaces the tags of an object.
   *
   * @throws StoreException as {@link IndexQueries#head}
   */
  void putTags(String bucket, StoredVersion object, StoredTags tags)
      throws SQLException, StoreException {
    contents.putTags(queries.versions().content(queries.bucket(bucket), object), tags);
  }

  /**
   * Replaces what a version is locked by.
   *
   * @throws StoreException as {@link IndexQueries#head}
   */
  void putLock(String bucket, StoredVersion object, StoredLock lock)
      throws SQLException, StoreException {
    contents.putLock(queries.versions().content(queries.bucket(bucket), object), lock);
  }

  /**
   * Makes an archived object readable for a time.
   *
   * @return whether it was so already
   * @throws StoreException {@code NOT_ARCHIVED}, and as {@link IndexQueries#head}
   */
  boolean restore(String bucket, StoredVersion object, Instant expiry)
      throws SQLException, StoreException {
    StoredTraits traits = queries.head(bucket, object).traits();
    if (!traits.storageClass().isArchive()) {
      throw new StoreException(StoreFault.NOT_ARCHIVED, object + " is " + traits.storageClass());
    }
    contents.restore(queries.versions().content(queries.bucket(bucket), object), expiry);
    return traits.restoration().isPresent();
  }

  /**
   * Deletes an object, if there is one, or a version of a valid id.
   *
   * @throws StoreException {@code LOCKED} if that version is
   */
  IndexedDeletion delete(String bucket, StoredVersion object, Unlocking unlocking)
      throws SQLException, StoreException {
    if (object.versionId().isEmpty()) {
      return deleteIf(bucket, object.name(), WriteCondition.NONE);
    }
    IndexedBucket found = queries.bucket(bucket);
    Optional<VersionUpdates.Present> current = find(found.id(), object.name());
    versions.requireOpen(found, object, current, unlocking);
    return versions.remove(found, object.name(), current, object.versionId().get());
  }

  /** Deletes an object, without naming a version, if there is one and the condition holds. */
  IndexedDeletion deleteIf(String bucket, StoredName name, WriteCondition condition)
      throws SQLException, StoreException {
    Place place = place(bucket, name, condition);
    if (place.bucket().versioning() != Versioning.NEVER) {
      return versions.mark(place.bucket(), name, place.old(), NewObject.now());
    }
    return place.old().isPresent()
        ? new IndexedDeletion(
            StoredDeletion.PLAIN, remove(place.bucket().id(), name, place.old().get()))
        : IndexedDeletion.NOTHING;
  }

  private Leftovers remove(long bucket, StoredName name, VersionUpdates.Present object)
      throws SQLException {
    deleteObject.setLong(1, bucket);
    deleteObject.setString(2, name.value());
    deleteObject.executeUpdate();
    return contents.discard(object.content());
  }

  /**
   * Deletes an object with all its versions and delete markers. What is locked stays, behind a
   * delete marker.
   */
  VersionUpdates.Purged purge(String bucket, StoredName name, Unlocking unlocking)
      throws SQLException, StoreException {
    IndexedBucket found = queries.bucket(bucket);
    Optional<VersionUpdates.Present> old = find(found.id(), name);
    if (found.locks().isPresent() && versions.isLocked(found, name, old, unlocking)) {
      return new VersionUpdates.Purged(versions.purgeOpen(found, name, old, unlocking), true);
    }
    Leftovers left = old.isPresent() ? remove(found.id(), name, old.get()) : Leftovers.NONE;
    return new VersionUpdates.Purged(
        found.versioning() == Versioning.NEVER
            ? left
            : Leftovers.of(List.of(left, versions.purge(found.id(), name))),
        false);
  }

  /**
   * Names that start with a prefix, in order; of objects, older versions and delete markers.
   *
   * @param after only names greater than this
   */
  List<StoredName> names(String bucket, String prefix, String after, int limit)
      throws SQLException, StoreException {
    someNames.setLong(1, queries.bucket(bucket).id());
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

  private Optional<VersionUpdates.Present> find(long bucket, StoredName name) throws SQLException {
    present.setLong(1, bucket);
    present.setString(2, name.value());
    try (ResultSet row = present.executeQuery()) {
      return row.next() ? Optional.of(VersionUpdates.Present.of(row)) : Optional.empty();
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
