package com.cipherquay.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The changes to uploads and parts, each within the transaction that {@link GroupCommit} ends. What
 * is said at {@link IndexUpdates} of refusals holds here too.
 */
final class UploadUpdates {

  private static final StoredDescription WITHOUT_DESCRIPTION =
      StoredDescription.of(StoredMetadata.NONE);

  private final IndexUpdates objects;
  private final PreparedStatement insertUpload;
  private final PreparedStatement deleteUpload;
  private final PreparedStatement uploadsOf;
  private final PreparedStatement putPart;
  private final PreparedStatement deletePart;
  private final PreparedStatement partContent;
  private final PreparedStatement allParts;
  private final PreparedStatement someParts;
  private final PreparedStatement placeParts;
  private final PreparedStatement placePart;
  private final PreparedStatement deleteDropped;

  UploadUpdates(Connection connection, IndexUpdates objects) throws SQLException {
    this.objects = objects;
    insertUpload =
        connection.prepareStatement(
            """
            INSERT INTO upload (bucket, name, token, created, metadata, tags, class, mode,
              until, hold)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
            """);
    deleteUpload = connection.prepareStatement("DELETE FROM upload WHERE id = ?");
    uploadsOf = connection.prepareStatement("SELECT id FROM upload WHERE bucket = ?");
    putPart = connection.prepareStatement("REPLACE INTO part VALUES (?, ?, ?, ?, ?, NULL, ?)");
    deletePart = connection.prepareStatement("DELETE FROM part WHERE upload = ? AND number = ?");
    partContent =
        connection.prepareStatement("SELECT content FROM part WHERE upload = ? AND number = ?");
    allParts =
        connection.prepareStatement(
            "SELECT number, etag, size FROM part WHERE upload = ? ORDER BY number");
    someParts =
        connection.prepareStatement(
            """
            SELECT number FROM part
            WHERE upload = ? AND (start IS NULL OR ?) ORDER BY number LIMIT ?\
            """);
    placeParts =
        connection.prepareStatement(
            """
            UPDATE part SET start = placed.start
            FROM (SELECT number, SUM(size) OVER (ORDER BY number) - size AS start
                  FROM part WHERE upload = ?1) AS placed
            WHERE upload = ?1 AND part.number = placed.number\
            """);
    placePart =
        connection.prepareStatement(
            "UPDATE part SET start = ? WHERE upload = ? AND number = ? RETURNING size");
    deleteDropped =
        connection.prepareStatement("DELETE FROM dropped WHERE upload = ? AND whole = ?");
  }

  void create(String bucket, StoredUpload upload, StoredDescription description, Instant now)
      throws SQLException, StoreException {
    IndexedBucket found = objects.queries().bucket(bucket);
    // The default retention counts from when there is an object.
    StoredLock unused = found.lock(description.lock(), now);
    insertUpload.setLong(1, found.id());
    insertUpload.setString(2, upload.name().value());
    insertUpload.setString(3, upload.id());
    insertUpload.setLong(4, now.toEpochMilli());
    insertUpload.setBytes(5, description.metadata().bytes());
    insertUpload.setString(6, description.tags().orElse(StoredTags.NONE).encoded());
    insertUpload.setString(7, NewObject.column(description.storageClass()));
    LockColumns.set(insertUpload, 8, description.lock());
    insertUpload.executeUpdate();
  }

  private long number(String bucket, StoredUpload upload) throws SQLException, StoreException {
    IndexQueries queries = objects.queries();
    return queries.uploads().number(queries.bucket(bucket).id(), upload);
  }

  /** Creates or replaces a part. */
  Leftovers write(String bucket, StoredUpload upload, IndexedPart part)
      throws SQLException, StoreException {
    long id = number(bucket, upload);
    Leftovers replaced = discardContent(id, part.part().number());
    putPart.setLong(1, id);
    putPart.setInt(2, part.part().number());
    putPart.setString(3, part.part().etag());
    putPart.setLong(4, part.size());
    putPart.setLong(5, part.modified().toEpochMilli());
    putPart.setLong(6, objects.contents().insert(WITHOUT_DESCRIPTION, part.content()));
    putPart.executeUpdate();
    return replaced;
  }

  private Leftovers discardContent(long upload, int number) throws SQLException {
    partContent.setLong(1, upload);
    partContent.setInt(2, number);
    long content;
    try (ResultSet row = partContent.executeQuery()) {
      content = row.next() ? row.getLong(1) : 0;
    }
    return content > 0 ? objects.contents().discard(content) : Leftovers.NONE;
  }

  /**
   * Makes parts into an object, and ends the upload.
   *
   * @param object its size is that of the parts, whatever is said here, and its description that of
   *     the upload
   */
  IndexedWrite complete(
      String bucket,
      StoredUpload upload,
      List<StoredPart> parts,
      NewObject object,
      WriteCondition condition)
      throws SQLException, StoreException {
    long id = number(bucket, upload);
    BitSet unused = new BitSet();
    long size = check(id, parts, unused);
    IndexUpdates.Place place = objects.place(bucket, upload.name(), condition);
    StoredLock lock = place.bucket().lock(objects.queries().uploads().lock(id), object.modified());
    Leftovers cut = place(id, parts, unused.isEmpty());
    long content = objects.contents().insertParts(id, lock);
    StorageClass storageClass = objects.queries().uploads().storageClass(id);
    deleteUpload.setLong(1, id);
    deleteUpload.executeUpdate();
    IndexedWrite written = objects.put(place, object.in(storageClass), size, content);
    return new IndexedWrite(Leftovers.of(List.of(cut, written.leftovers())), written.versionId());
  }

  /** Tells parts where in the object they start; the others are removed later. */
  private Leftovers place(long upload, List<StoredPart> parts, boolean all) throws SQLException {
    if (all) {
      placeParts.setLong(1, upload);
      placeParts.executeUpdate();
      return Leftovers.NONE;
    }
    long start = 0;
    for (StoredPart part : parts) {
      placePart.setLong(1, start);
      placePart.setLong(2, upload);
      placePart.setInt(3, part.number());
      try (ResultSet row = placePart.executeQuery()) {
        row.next();
        start += row.getLong(1);
      }
    }
    return objects.contents().cut(upload);
  }

  /** Compares the parts that are there with those named, and returns the size of the object. */
  private long check(long upload, List<StoredPart> named, BitSet unused)
      throws SQLException, StoreException {
    long size = 0;
    int found = 0;
    allParts.setLong(1, upload);
    try (ResultSet row = allParts.executeQuery()) {
      while (row.next()) {
        int number = row.getInt(1);
        if (found < named.size() && named.get(found).number() == number) {
          if (!named.get(found).etag().equals(row.getString(2))) {
            break;
          }
          size += row.getLong(3);
          found++;
        } else {
          unused.set(number);
        }
      }
    }
    if (named.isEmpty() || found < named.size()) {
      throw new StoreException(
          StoreFault.INVALID_PART,
          "not there with these tags: part " + (found + 1) + " of the list");
    }
    return size;
  }

  private Leftovers discardPart(long upload, int number) throws SQLException {
    Leftovers file = discardContent(upload, number);
    deletePart.setLong(1, upload);
    deletePart.setInt(2, number);
    deletePart.executeUpdate();
    return file;
  }

  /** Ends an upload without an object. */
  Leftovers abort(String bucket, StoredUpload upload) throws SQLException, StoreException {
    return drop(number(bucket, upload));
  }

  private Leftovers drop(long upload) throws SQLException {
    deleteUpload.setLong(1, upload);
    deleteUpload.executeUpdate();
    return objects.contents().drop(upload);
  }

  /** Ends all uploads to a bucket. */
  Leftovers dropAll(long bucket) throws SQLException {
    List<Long> numbers = new ArrayList<>();
    uploadsOf.setLong(1, bucket);
    try (ResultSet row = uploadsOf.executeQuery()) {
      while (row.next()) {
        numbers.add(row.getLong(1));
      }
    }
    List<Leftovers> all = new ArrayList<>();
    for (long number : numbers) {
      all.add(drop(number));
    }
    return Leftovers.of(all);
  }

  /**
   * Removes some parts of a dropped upload, or of those that its object has not; with the last ones
   * the upload is forgotten.
   *
   * @param whole whether the object is gone too, if there ever was one
   * @param limit how many at most, which bounds the transaction
   * @return their files, and the upload if it has more parts
   */
  Leftovers removeParts(long upload, boolean whole, int limit) throws SQLException {
    List<Integer> numbers = new ArrayList<>();
    someParts.setLong(1, upload);
    someParts.setBoolean(2, whole);
    someParts.setInt(3, limit);
    try (ResultSet row = someParts.executeQuery()) {
      while (row.next()) {
        numbers.add(row.getInt(1));
      }
    }
    List<Leftovers> all = new ArrayList<>();
    for (int number : numbers) {
      all.add(discardPart(upload, number));
    }
    if (numbers.size() < limit) {
      deleteDropped.setLong(1, upload);
      deleteDropped.setBoolean(2, whole);
      deleteDropped.executeUpdate();
    } else {
      all.add(Leftovers.upload(upload));
    }
    return Leftovers.of(all);
  }
}
