package com.cipherquay.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The questions about uploads and parts on one connection; used by one thread at a time. */
final class UploadQueries {

  private final PreparedStatement number;
  private final PreparedStatement parts;
  private final PreparedStatement uploads;
  private final PreparedStatement storageClass;
  private final PreparedStatement lock;
  private final PreparedStatement piece;
  private final PreparedStatement dropped;

  UploadQueries(Connection connection) throws SQLException {
    number =
        connection.prepareStatement(
            "SELECT id FROM upload WHERE bucket = ? AND name = ? AND token = ?");
    parts =
        connection.prepareStatement(
            """
            SELECT number, etag, size, modified FROM part
            WHERE upload = ? AND number > ? ORDER BY number LIMIT ?\
            """);
    uploads =
        connection.prepareStatement(
            """
            SELECT name, token, created, class FROM upload
            WHERE bucket = ? AND (name, token) > (?, ?) AND name < ?
            ORDER BY name, token LIMIT ?\
            """);
    storageClass = connection.prepareStatement("SELECT class FROM upload WHERE id = ?");
    lock = connection.prepareStatement("SELECT mode, until, hold FROM upload WHERE id = ?");
    // An empty part starts where the next one does, which has the greater number.
    piece =
        connection.prepareStatement(
            """
            SELECT start, size, file, body FROM part JOIN content ON content.id = part.content
            WHERE upload = ? AND start <= ? ORDER BY start DESC, number DESC LIMIT 1\
            """);
    dropped = connection.prepareStatement("SELECT upload, whole FROM dropped");
  }

  /**
   * The number of an upload in this index.
   *
   * @throws StoreException {@code NO_SUCH_UPLOAD}
   */
  long number(long bucket, StoredUpload upload) throws SQLException, StoreException {
    number.setLong(1, bucket);
    number.setString(2, upload.name().value());
    number.setString(3, upload.id());
    try (ResultSet row = number.executeQuery()) {
      if (!row.next()) {
        throw new StoreException(StoreFault.NO_SUCH_UPLOAD, upload.toString());
      }
      return row.getLong(1);
    }
  }

  /**
   * Parts by number.
   *
   * @param upload the number of the upload
   */
  StoredPartPage parts(long upload, int after, int limit) throws SQLException {
    parts.setLong(1, upload);
    parts.setInt(2, after);
    parts.setInt(3, limit + 1);
    List<StoredPartPage.Entry> entries = new ArrayList<>();
    try (ResultSet row = parts.executeQuery()) {
      while (row.next()) {
        StoredPart part = new StoredPart(row.getInt(1), row.getString(2));
        Instant modified = Instant.ofEpochMilli(row.getLong(4));
        entries.add(new StoredPartPage.Entry(part, row.getLong(3), modified));
      }
    }
    boolean truncated = entries.size() > limit;
    return new StoredPartPage(
        entries.subList(0, Math.min(limit, entries.size())), truncated, storageClass(upload));
  }

  /**
   * The class that the object of an upload will have.
   *
   * @param upload the number of the upload
   */
  StorageClass storageClass(long upload) throws SQLException {
    storageClass.setLong(1, upload);
    try (ResultSet row = storageClass.executeQuery()) {
      return NewObject.ofColumn(row.next() ? row.getString(1) : "");
    }
  }

  /**
   * What the object of an upload will be locked by.
   *
   * @param upload the number of the upload
   */
  StoredLock lock(long upload) throws SQLException {
    lock.setLong(1, upload);
    try (ResultSet row = lock.executeQuery()) {
      return row.next() ? LockColumns.lock(row, 1) : StoredLock.NONE;
    }
  }

  /** Uploads in progress by name and id. */
  StoredUploadPage page(long bucket, String prefix, UploadPosition after, int limit)
      throws SQLException {
    boolean inside = after.name().compareTo(prefix) >= 0;
    uploads.setLong(1, bucket);
    uploads.setString(2, inside ? after.name() : prefix);
    uploads.setString(
        3, !inside ? "" : after.id().isEmpty() ? String.valueOf(IndexListing.BEYOND) : after.id());
    uploads.setString(4, prefix + IndexListing.BEYOND);
    uploads.setInt(5, limit + 1);
    List<StoredUploadPage.Entry> entries = new ArrayList<>();
    try (ResultSet row = uploads.executeQuery()) {
      while (row.next()) {
        Instant initiated = Instant.ofEpochMilli(row.getLong(3));
        StorageClass storageClass = NewObject.ofColumn(row.getString(4));
        entries.add(
            new StoredUploadPage.Entry(
                row.getString(1), row.getString(2), initiated, storageClass));
      }
    }
    boolean truncated = entries.size() > limit;
    return new StoredUploadPage(entries.subList(0, Math.min(limit, entries.size())), truncated);
  }

  /**
   * The piece of an object that holds a byte.
   *
   * @param upload the number of the upload that the object was made by
   * @param position of the byte, within the object
   * @return empty if the parts of the upload are gone
   */
  Optional<Piece> piece(long upload, long position) throws SQLException {
    piece.setLong(1, upload);
    piece.setLong(2, position);
    try (ResultSet row = piece.executeQuery()) {
      return row.next()
          ? Optional.of(new Piece(row.getLong(1), row.getLong(2), IndexQueries.content(row, 3)))
          : Optional.empty();
    }
  }

  /** The uploads whose parts are of no use any more, all or some. */
  Leftovers dropped() throws SQLException {
    List<Leftovers> all = new ArrayList<>();
    try (ResultSet row = dropped.executeQuery()) {
      while (row.next()) {
        long upload = row.getLong(1);
        all.add(row.getBoolean(2) ? Leftovers.upload(upload) : Leftovers.cut(upload));
      }
    }
    return Leftovers.of(all);
  }
}
