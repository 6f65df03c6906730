package com.cipherquay.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.sqlite.SQLiteConfig;

/**
 * The database file of the index: schema and connections.
 *
 * <p>{@code object} is what a listing scans, so its rows are kept slim and {@code content} holds
 * the rest. A content row knows nothing of names, and several may have one file or the same parts:
 * copies. Tags, in the form of {@link StoredTags#encoded}, belong to the content row too, so that a
 * version keeps its own. {@code class} is the storage class, empty for the usual one; {@code
 * restored} says until when an archived object can be read, and what {@link LockColumns} reads what
 * keeps it from being deleted.
 *
 * <p>{@code version} has what is not the current object: older versions, and delete markers, which
 * have no content. Of one name the greater {@code sequence} is the newer version; {@link
 * VersionUpdates} says how the two tables belong together. A bucket that never kept versions has
 * none there, and nothing is looked up for it.
 *
 * <p>The rows of {@code part} stay where they are when their upload is completed; they only learn
 * where in the object they {@code start}, and {@code content} says whose parts an object is made
 * of. So a completion moves no bytes. {@code dropped} numbers the uploads whose parts are of no use
 * any more but have rows and files still.
 *
 * <p>{@code rule} has a row for every action of the lifecycle rules of a bucket.
 *
 * <p>{@code pending} names the content files that may exist without being referred to: those being
 * written, and those replaced but perhaps not deleted yet. So recovery looks at these only and
 * never at all files.
 */
final class IndexDatabase {

  /**
   * How many pages of 4 KiB the log takes before they are written to the database, with two more
   * syncs: four times SQLite's own number, because a page that changes often is then written once.
   */
  private static final int CHECKPOINT_PAGES = 4000;

  private static final int SQLITE_BUSY = 5;
  private static final int SQLITE_LOCKED = 6;
  private static final int SQLITE_CORRUPT = 11;
  private static final int SQLITE_FULL = 13;
  private static final int SQLITE_TOOBIG = 18;
  private static final int SQLITE_NOTADB = 26;

  /** What makes each version out of the one before it; a new index goes through all of them. */
  private static final List<List<String>> VERSIONS =
      List.of(
          List.of(
              """
              CREATE TABLE bucket (
                id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, created INTEGER NOT NULL)\
              """,
              """
              CREATE TABLE object (
                bucket INTEGER NOT NULL, name TEXT NOT NULL, etag TEXT NOT NULL,
                size INTEGER NOT NULL, modified INTEGER NOT NULL, content INTEGER NOT NULL,
                PRIMARY KEY (bucket, name))
              WITHOUT ROWID\
              """,
              """
              CREATE TABLE content (
                id INTEGER PRIMARY KEY, metadata BLOB NOT NULL, file TEXT, body BLOB)\
              """,
              "CREATE TABLE pending (file TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID"),
          List.of(
              "ALTER TABLE content ADD COLUMN parts INTEGER",
              "CREATE INDEX content_file ON content (file) WHERE file IS NOT NULL",
              "CREATE INDEX content_parts ON content (parts) WHERE parts IS NOT NULL",
              """
              CREATE TABLE upload (
                id INTEGER PRIMARY KEY AUTOINCREMENT, bucket INTEGER NOT NULL, name TEXT NOT NULL,
                token TEXT NOT NULL, created INTEGER NOT NULL, metadata BLOB NOT NULL)\
              """,
              "CREATE UNIQUE INDEX upload_name ON upload (bucket, name, token)",
              """
              CREATE TABLE part (
                upload INTEGER NOT NULL, number INTEGER NOT NULL, etag TEXT NOT NULL,
                size INTEGER NOT NULL, modified INTEGER NOT NULL, start INTEGER,
                content INTEGER NOT NULL, PRIMARY KEY (upload, number))
              WITHOUT ROWID\
              """,
              "CREATE INDEX part_start ON part (upload, start) WHERE start IS NOT NULL",
              "CREATE TABLE dropped (upload INTEGER PRIMARY KEY, whole INTEGER NOT NULL)"),
          List.of(
              "ALTER TABLE content ADD COLUMN tags TEXT NOT NULL DEFAULT ''",
              "ALTER TABLE upload ADD COLUMN tags TEXT NOT NULL DEFAULT ''"),
          List.of(
              "ALTER TABLE object ADD COLUMN class TEXT NOT NULL DEFAULT ''",
              "ALTER TABLE content ADD COLUMN restored INTEGER",
              "ALTER TABLE upload ADD COLUMN class TEXT NOT NULL DEFAULT ''"),
          List.of(
              "ALTER TABLE bucket ADD COLUMN versioning INTEGER NOT NULL DEFAULT 0",
              "ALTER TABLE object ADD COLUMN sequence INTEGER NOT NULL DEFAULT 0",
              "ALTER TABLE object ADD COLUMN version TEXT NOT NULL DEFAULT 'null'",
              """
              CREATE TABLE version (
                bucket INTEGER NOT NULL, name TEXT NOT NULL, sequence INTEGER NOT NULL,
                version TEXT NOT NULL, etag TEXT NOT NULL, size INTEGER NOT NULL,
                modified INTEGER NOT NULL, class TEXT NOT NULL, content INTEGER,
                PRIMARY KEY (bucket, name, sequence DESC))
              WITHOUT ROWID\
              """,
              "CREATE UNIQUE INDEX version_id ON version (bucket, name, version)"),
          List.of(
              """
              CREATE TABLE rule (
                bucket INTEGER NOT NULL, number INTEGER NOT NULL, prefix TEXT NOT NULL,
                tags TEXT NOT NULL, greater INTEGER, less INTEGER, action TEXT NOT NULL,
                days INTEGER, date INTEGER, newer INTEGER, class TEXT,
                PRIMARY KEY (bucket, number))
              WITHOUT ROWID\
              """),
          List.of(
              "ALTER TABLE bucket ADD COLUMN locks INTEGER NOT NULL DEFAULT 0",
              "ALTER TABLE bucket ADD COLUMN mode INTEGER NOT NULL DEFAULT 0",
              "ALTER TABLE bucket ADD COLUMN days INTEGER NOT NULL DEFAULT 0",
              "ALTER TABLE bucket ADD COLUMN years INTEGER NOT NULL DEFAULT 0",
              "ALTER TABLE content ADD COLUMN mode INTEGER NOT NULL DEFAULT 0",
              "ALTER TABLE content ADD COLUMN until INTEGER NOT NULL DEFAULT 0",
              "ALTER TABLE content ADD COLUMN hold INTEGER NOT NULL DEFAULT 0",
              "ALTER TABLE upload ADD COLUMN mode INTEGER NOT NULL DEFAULT 0",
              "ALTER TABLE upload ADD COLUMN until INTEGER NOT NULL DEFAULT 0",
              "ALTER TABLE upload ADD COLUMN hold INTEGER NOT NULL DEFAULT 0"));

  private final Path file;
  private final Durability durability;

  IndexDatabase(Path file, Durability durability) {
    this.file = file;
    this.durability = durability;
  }

  /** The newest version of the schema. */
  static int version() {
    return VERSIONS.size();
  }

  /** Brings the schema to the newest version, in one transaction. */
  private void prepare(Connection connection) throws SQLException, StoreException {
    int version;
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("PRAGMA user_version")) {
      version = result.getInt(1);
    }
    if (version > VERSIONS.size()) {
      throw new StoreException(
          StoreFault.UNSUPPORTED, file + " was written by a newer version of this program");
    }
    if (version < VERSIONS.size()) {
      upgrade(connection, version);
      connection.commit();
    }
    requireSchema(connection);
    connection.commit();
  }

  private static void upgrade(Connection connection, int version) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql :
          VERSIONS.subList(version, VERSIONS.size()).stream().flatMap(List::stream).toList()) {
        statement.executeUpdate(sql);
      }
      statement.executeUpdate("PRAGMA user_version = " + VERSIONS.size());
    }
  }

  /**
   * The schema is text in the file, and no check of SQLite's knows what it should be: with one bit
   * of {@code PRIMARY KEY} flipped every bucket is empty.
   */
  private void requireSchema(Connection connection) throws SQLException, StoreException {
    try (Connection fresh = new SQLiteConfig().createConnection("jdbc:sqlite::memory:")) {
      upgrade(fresh, 0);
      if (!schema(fresh).equals(schema(connection))) {
        throw new StoreException(
            StoreFault.BROKEN, file + " does not have the tables of this program any more");
      }
    }
  }

  /** Without blanks: earlier versions broke the lines elsewhere. */
  private static List<String> schema(Connection connection) throws SQLException {
    List<String> schema = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT type, name, sql FROM sqlite_master ORDER BY type, name")) {
      while (row.next()) {
        String text = row.getString(1) + " " + row.getString(2) + " " + row.getString(3);
        schema.add(text.replaceAll("\\s+", ""));
      }
    }
    return schema;
  }

  /** The one connection that changes the index; a commit ends each transaction. */
  Connection openWriter() throws SQLException, StoreException {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    // With a write-ahead log FULL syncs the log at each commit; NORMAL can lose the latest
    // commits, but no less than the whole of one, and never damages the file.
    config.setSynchronous(
        durability == Durability.SYNCED
            ? SQLiteConfig.SynchronousMode.FULL
            : SQLiteConfig.SynchronousMode.NORMAL);
    config.setCacheSize(-16 * 1024);
    config.setJournalSizeLimit(64 * 1024 * 1024);
    Connection connection = config.createConnection("jdbc:sqlite:" + file);
    boolean prepared = false;
    try {
      try (Statement statement = connection.createStatement()) {
        statement.execute("PRAGMA wal_autocheckpoint = " + CHECKPOINT_PAGES);
      }
      connection.setAutoCommit(false);
      prepare(connection);
      prepared = true;
      return connection;
    } finally {
      if (!prepared) {
        connection.close();
      }
    }
  }

  /** A connection for reading, which never waits for the writer and sees all it has committed. */
  Connection openReader() throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setCacheSize(-4 * 1024);
    config.setBusyTimeout(10_000);
    Connection connection = config.createConnection("jdbc:sqlite:" + file);
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA query_only = 1");
    }
    return connection;
  }

  /** What a failure of the database means for the caller of the store. */
  static StoreException fault(SQLException e) {
    // The low byte is the primary result code; the rest only refines it.
    StoreFault fault =
        switch (e.getErrorCode() & 0xff) {
          case SQLITE_BUSY, SQLITE_LOCKED -> StoreFault.BUSY;
          case SQLITE_CORRUPT, SQLITE_NOTADB -> StoreFault.BROKEN;
          case SQLITE_FULL, SQLITE_TOOBIG -> StoreFault.TOO_LARGE;
          default -> StoreFault.UNAVAILABLE;
        };
    return new StoreException(fault, "index: " + e.getMessage(), e);
  }
}
