package com.cipherquay.store;

import static com.cipherquay.store.StoreUnderTest.bytes;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store of the first version, from before there were uploads, opens and works. */
final class LocalStoreMigrationTest {

  /** The statements of that version, as they were. */
  private static final List<String> FIRST =
      List.of(
          "PRAGMA journal_mode = WAL",
          """
          CREATE TABLE bucket (
            id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, created INTEGER NOT NULL)\
          """,
          """
          CREATE TABLE object (
            bucket INTEGER NOT NULL, name TEXT NOT NULL, etag TEXT NOT NULL, size INTEGER NOT NULL,
            modified INTEGER NOT NULL, content INTEGER NOT NULL, PRIMARY KEY (bucket, name))
          WITHOUT ROWID\
          """,
          "CREATE TABLE content (id INTEGER PRIMARY KEY, metadata BLOB NOT NULL, file TEXT, body"
              + " BLOB)",
          "CREATE TABLE pending (file TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID",
          "PRAGMA user_version = 1",
          "INSERT INTO bucket VALUES (7, 'bucket', 1000)",
          "INSERT INTO object VALUES (7, 'small', 'aa', 5, 2000, 1), (7, 'large', 'bb', 40000,"
              + " 3000, 2)",
          "INSERT INTO content VALUES (1, x'0102', NULL, CAST('hello' AS BLOB)), (2, x'', '%s',"
              + " NULL)",
          "INSERT INTO pending VALUES ('%s')");

  private static final String FILE = HexFormat.of().formatHex(bytes(16));
  private static final String LEFT = HexFormat.of().formatHex(bytes(17)).substring(0, 32);

  private final Path directory;

  LocalStoreMigrationTest(@TempDir Path directory) {
    this.directory = directory;
  }

  private void writeFirst() throws Exception {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("index.db"));
        Statement statement = connection.createStatement()) {
      for (String sql : FIRST) {
        statement.execute(sql.replace("%s", sql.contains("pending") ? LEFT : FILE));
      }
    }
    for (String id : List.of(FILE, LEFT)) {
      Path shard = directory.resolve("content").resolve(id.substring(0, 2));
      Files.createDirectories(shard);
      Files.write(shard.resolve(id), bytes(40_000));
    }
  }

  @Test
  void aStoreOfTheFirstVersionOpensAndWorks() throws Exception {
    writeFirst();
    for (int i = 0; i < 2; i++) {
      try (LocalStore store = LocalStore.open(directory)) {
        assertEquals(
            List.of(new BucketStore.Bucket("bucket", Instant.ofEpochSecond(1))), store.buckets());
        ObjectStore objects = store.open("bucket");
        assertEquals("hello", new String(read(objects, "small"), US_ASCII));
        assertArrayEquals(bytes(40_000), read(objects, "large"));
        StoredHead head = objects.head(new StoredName("small"));
        StoredMetadata metadata = StoredMetadata.of(new byte[] {1, 2});
        StoredTraits traits =
            new StoredTraits(OptionalInt.of(0), StorageClass.STANDARD, Optional.empty());
        assertEquals(new StoredHead("aa", 5, Instant.ofEpochSecond(2), metadata, traits), head);
        assertEquals(1, ContentFileCount.in(directory));
      }
    }
    try (LocalStore store = LocalStore.open(directory)) {
      uploadAndCopy(store.open("bucket"));
      assertEquals(0, ContentFileCount.in(directory));
      keepVersions(store.open("bucket"));
    }
  }

  private static void keepVersions(ObjectStore objects) throws IOException {
    assertEquals(Versioning.NEVER, objects.versions().versioning());
    objects.versions().setVersioning(Versioning.ENABLED);
    StoredName small = new StoredName("small");
    StoredBody body = StoreUnderTest.body(bytes(3));
    objects.write(small, body, StoredMetadata.NONE, WriteCondition.NONE);
    assertArrayEquals(bytes(3), read(objects, "small"));
    StoredHead old = objects.head(new StoredVersion(small, Optional.of(StoredVersion.NULL_ID)));
    assertEquals("aa", old.etag());
    assertEquals(5, old.size());
  }

  private void uploadAndCopy(ObjectStore objects) throws IOException {
    StoredName large = new StoredName("large");
    StoredName copy = new StoredName("copy");
    StoredSource source = new StoredSource("bucket", large, "bb", 40_000);
    objects.copy(source, copy, StoredMetadata.NONE, WriteCondition.NONE);
    StoredUpload upload =
        new StoredUpload(large, objects.uploads().create(large, StoredMetadata.NONE));
    String etag = objects.uploads().writePart(upload, 1, StoreUnderTest.body(bytes(50_000)));
    objects.uploads().complete(upload, List.of(new StoredPart(1, etag)), WriteCondition.NONE);
    assertArrayEquals(bytes(50_000), read(objects, "large"));
    assertArrayEquals(bytes(40_000), read(objects, "copy"));
    assertEquals(2, ContentFileCount.in(directory));
    objects.delete(large);
    objects.delete(copy);
  }

  private static byte[] read(ObjectStore objects, String name) throws IOException {
    try (StoredObject object =
        objects.read(new StoredName(name), new ByteRange.Whole(), Optional.empty())) {
      return object.body().readAllBytes();
    }
  }
}
