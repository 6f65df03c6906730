package com.cipherquay.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The questions to the index on one connection; used by one thread at a time. */
final class IndexQueries implements AutoCloseable {

  /** What the column {@code versioning} means; part of the format of the index. */
  static final List<Versioning> VERSIONING =
      List.of(Versioning.NEVER, Versioning.ENABLED, Versioning.SUSPENDED);

  private final Connection connection;
  private final PreparedStatement buckets;
  private final PreparedStatement bucketId;
  private final PreparedStatement head;
  private final PreparedStatement object;
  private final PreparedStatement tags;
  private final PreparedStatement anyObject;
  private final PreparedStatement scan;
  private final PreparedStatement pending;
  private final UploadQueries uploads;
  private final VersionQueries versions;
  private final LifecycleQueries rules;

  /** Takes over the connection, and closes it. */
  IndexQueries(Connection connection) throws SQLException {
    this.connection = connection;
    buckets = connection.prepareStatement("SELECT name, created FROM bucket ORDER BY name");
    bucketId =
        connection.prepareStatement(
            "SELECT id, versioning, locks, mode, days, years FROM bucket WHERE name = ?");
    head =
        connection.prepareStatement(
            """
            SELECT etag, size, modified, metadata, tags, class, restored, content.mode, until, hold,
              version
            FROM object JOIN content ON content.id = object.content
            WHERE bucket = ? AND name = ?\
            """);
    object =
        connection.prepareStatement(
            """
            SELECT etag, size, modified, metadata, tags, class, restored, content.mode, until, hold,
              file, body, parts, version
            FROM object JOIN content ON content.id = object.content
            WHERE bucket = ? AND name = ?\
            """);
    tags = connection.prepareStatement("SELECT tags FROM content WHERE id = ?");
    anyObject =
        connection.prepareStatement(
            """
            SELECT 1 FROM object WHERE bucket = ?1
            UNION ALL SELECT 1 FROM version WHERE bucket = ?1 LIMIT 1\
            """);
    scan =
        connection.prepareStatement(
            """
            SELECT name, etag, size, modified, class FROM object
            WHERE bucket = ? AND name >= ? AND name < ? ORDER BY name\
            """);
    pending = connection.prepareStatement("SELECT file FROM pending");
    uploads = new UploadQueries(connection);
    versions = new VersionQueries(connection);
    rules = new LifecycleQueries(connection);
  }

  UploadQueries uploads() {
    return uploads;
  }

  VersionQueries versions() {
    return versions;
  }

  LifecycleQueries rules() {
    return rules;
  }

  List<BucketStore.Bucket> buckets() throws SQLException {
    List<BucketStore.Bucket> all = new ArrayList<>();
    try (ResultSet row = buckets.executeQuery()) {
      while (row.next()) {
        all.add(new BucketStore.Bucket(row.getString(1), Instant.ofEpochMilli(row.getLong(2))));
      }
    }
    return all;
  }

  Optional<IndexedBucket> findBucket(String bucket) throws SQLException {
    bucketId.setString(1, bucket);
    try (ResultSet row = bucketId.executeQuery()) {
      return row.next()
          ? Optional.of(
              new IndexedBucket(
                  row.getLong(1), VERSIONING.get(row.getInt(2)), LockColumns.configuration(row, 3)))
          : Optional.empty();
    }
  }

  /**
   * A bucket by its name.
   *
   * @throws StoreException {@code NO_SUCH_BUCKET}
   */
  IndexedBucket bucket(String bucket) throws SQLException, StoreException {
    return findBucket(bucket)
        .orElseThrow(() -> new StoreException(StoreFault.NO_SUCH_BUCKET, bucket));
  }

  /** Whether nothing is in a bucket, versions and delete markers included. */
  boolean isEmpty(long bucket) throws SQLException {
    anyObject.setLong(1, bucket);
    try (ResultSet row = anyObject.executeQuery()) {
      return !row.next();
    }
  }

  /**
   * An object without its content.
   *
   * @throws StoreException {@code NO_SUCH_BUCKET}, {@code NO_SUCH_OBJECT}, {@code NO_SUCH_VERSION},
   *     {@code DELETE_MARKER}, {@code INVALID_VERSION}
   */
  StoredHead head(String bucket, StoredVersion object) throws SQLException, StoreException {
    IndexedBucket found = bucket(bucket);
    if (object.versionId().isPresent()) {
      return versions.find(found, object.name(), object.versionId().get()).head();
    }
    head.setLong(1, found.id());
    head.setString(2, object.name().value());
    try (ResultSet row = head.executeQuery()) {
      if (row.next()) {
        return head(row, found.shown(row.getString(11)));
      }
    }
    throw versions.absent(found, object.name());
  }

  /** As {@link #head}, with the content. */
  IndexedObject object(String bucket, StoredVersion version) throws SQLException, StoreException {
    IndexedBucket found = bucket(bucket);
    if (version.versionId().isPresent()) {
      return versions.find(found, version.name(), version.versionId().get());
    }
    object.setLong(1, found.id());
    object.setString(2, version.name().value());
    try (ResultSet row = object.executeQuery()) {
      if (row.next()) {
        return object(row, found.shown(row.getString(14)));
      }
    }
    throw versions.absent(found, version.name());
  }

  /**
   * The object in a row of {@code etag, size, modified, metadata, tags, class, restored, mode,
   * until, hold, file, body, parts}.
   */
  static IndexedObject object(ResultSet row, Optional<String> versionId) throws SQLException {
    long parts = row.getLong(13);
    Content content = parts > 0 ? new Content.InParts(parts) : content(row, 11);
    return new IndexedObject(head(row, versionId), content);
  }

  /** What the columns {@code file, body} of a row mean. */
  static Content content(ResultSet row, int column) throws SQLException {
    Optional<String> file = Optional.ofNullable(row.getString(column));
    return file.isPresent()
        ? new Content.InFile(file.get())
        : new Content.Inline(row.getBytes(column + 1));
  }

  private static StoredHead head(ResultSet row, Optional<String> versionId) throws SQLException {
    Instant modified = Instant.ofEpochMilli(row.getLong(3));
    StoredMetadata metadata = StoredMetadata.of(row.getBytes(4));
    return new StoredHead(
        row.getString(1), row.getLong(2), modified, metadata, traits(row, 5), versionId);
  }

  /** What the columns {@code tags, class, restored, mode, until, hold} of a row mean now. */
  private static StoredTraits traits(ResultSet row, int column) throws SQLException {
    OptionalInt tags = OptionalInt.of(tags(row, column).byKey().size());
    Instant restored = Instant.ofEpochMilli(row.getLong(column + 2));
    return new StoredTraits(
        tags,
        NewObject.ofColumn(row.getString(column + 1)),
        restored.isAfter(Instant.now())
            ? Optional.of(new Restoration(false, Optional.of(restored)))
            : Optional.empty(),
        LockColumns.lock(row, column + 3));
  }

  /**
   * The tags of an object.
   *
   * @throws StoreException as {@link #head}
   */
  StoredTags tags(String bucket, StoredVersion object) throws SQLException, StoreException {
    tags.setLong(1, versions.content(bucket(bucket), object));
    try (ResultSet row = tags.executeQuery()) {
      row.next();
      return tags(row, 1);
    }
  }

  private static StoredTags tags(ResultSet row, int column) throws SQLException {
    return StoredTags.decode(row.getString(column));
  }

  /**
   * Objects by name, read row by row as the caller asks, until it closes the result.
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

  /** The object in the present row of a scan. */
  static StoredEntry entry(ResultSet row) throws SQLException {
    return new StoredEntry(
        row.getString(1),
        row.getString(2),
        row.getLong(3),
        Instant.ofEpochMilli(row.getLong(4)),
        NewObject.ofColumn(row.getString(5)));
  }

  /** Content files that may exist without an object. */
  List<String> pending() throws SQLException {
    List<String> files = new ArrayList<>();
    try (ResultSet row = pending.executeQuery()) {
      while (row.next()) {
        files.add(row.getString(1));
      }
    }
    return files;
  }

  /** What is wrong with the file; the first hundred things of each kind. */
  List<String> damage() throws SQLException {
    List<String> damage = new ArrayList<>(texts("PRAGMA integrity_check"));
    damage.remove("ok");
    for (String table : List.of("object", "version")) {
      damage.addAll(
          texts(
              """
              SELECT 'no content of ' || name FROM %s t WHERE content IS NOT NULL
              AND NOT EXISTS (SELECT 1 FROM content WHERE id = t.content) LIMIT 100\
              """
                  .formatted(table)));
    }
    return damage;
  }

  private List<String> texts(String sql) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        texts.add(row.getString(1));
      }
    }
    return texts;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
