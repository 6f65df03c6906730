package com.cipherquay.store;

import static com.cipherquay.store.StoreUnderTest.assertFault;
import static com.cipherquay.store.StoreUnderTest.body;
import static com.cipherquay.store.StoreUnderTest.bytes;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the local store leaves on the disk, and what it makes of what it finds there. */
final class LocalStoreDiskTest {

  private static final int LARGE = Contents.INLINE_LIMIT + 1;

  private final Path directory;
  private LocalStore store;

  LocalStoreDiskTest(@TempDir Path directory) throws IOException {
    this.directory = directory;
    this.store = LocalStore.open(directory);
  }

  @BeforeEach
  void createBucket() throws IOException {
    store.create("bucket");
  }

  @AfterEach
  void close() throws IOException {
    store.close();
  }

  private void reopen() throws IOException {
    store.close();
    store = LocalStore.open(directory);
  }

  private ObjectStore objects() {
    return store.open("bucket");
  }

  private String write(String name, int size) throws IOException {
    return objects()
        .write(new StoredName(name), body(bytes(size)), StoredMetadata.NONE, WriteCondition.NONE)
        .etag();
  }

  private StoredObject open(String name) throws IOException {
    return objects().read(new StoredName(name), new ByteRange.Whole(), Optional.empty());
  }

  private byte[] read(String name) throws IOException {
    try (StoredObject object = open(name)) {
      return object.body().readAllBytes();
    }
  }

  @Test
  void everythingIsThereAfterReopening() throws Exception {
    String small = write("small", 100);
    String large = write("large", LARGE);
    List<BucketStore.Bucket> buckets = store.buckets();
    reopen();
    assertEquals(buckets, store.buckets());
    assertEquals(small, objects().head(new StoredName("small")).etag());
    assertEquals(large, objects().head(new StoredName("large")).etag());
    assertArrayEquals(bytes(100), read("small"));
    assertArrayEquals(bytes(LARGE), read("large"));
  }

  @Test
  void onlyLargeBodiesHaveFilesAndOnlyWhileTheyAreNeeded() throws Exception {
    write("small", Contents.INLINE_LIMIT);
    assertEquals(0, ContentFileCount.in(directory));
    for (int i = 0; i < 3; i++) {
      write("large", LARGE + i);
      assertEquals(1, ContentFileCount.in(directory));
    }
    write("other", LARGE);
    assertEquals(2, ContentFileCount.in(directory));
    write("other", 10);
    assertEquals(1, ContentFileCount.in(directory));
    objects().delete(new StoredName("large"));
    assertEquals(0, ContentFileCount.in(directory));
  }

  @Test
  void aFailedWriteLeavesNoFile() throws Exception {
    RuntimeException fault = new IllegalStateException("no space left on device");
    for (int position : new int[] {0, LARGE / 2, LARGE}) {
      WatchedStream.Action fail =
          () -> {
            throw fault;
          };
      StoredBody body = new StoredBody(WatchedStream.at(position, bytes(LARGE), fail), LARGE);
      RuntimeException thrown =
          assertThrows(
              RuntimeException.class,
              () ->
                  objects()
                      .write(new StoredName("x"), body, StoredMetadata.NONE, WriteCondition.NONE));
      assertSame(fault, thrown);
      assertEquals(0, ContentFileCount.in(directory));
    }
    write("there", LARGE);
    assertFault(
        StoreFault.PRECONDITION_FAILED,
        () ->
            objects()
                .write(
                    new StoredName("there"),
                    body(bytes(LARGE)),
                    StoredMetadata.NONE,
                    new WriteCondition.IfAbsent()));
    assertEquals(1, ContentFileCount.in(directory));
  }

  @Test
  void aReaderKeepsTheObjectItOpened() throws Exception {
    int size = 500_000;
    write("replaced", size);
    write("deleted", size);
    try (StoredObject replaced = open("replaced");
        StoredObject deleted = open("deleted")) {
      assertEquals(1000, replaced.body().readNBytes(1000).length);
      write("replaced", size + 1);
      objects().delete(new StoredName("deleted"));
      store.close();
      assertEquals(size - 1000, replaced.body().readAllBytes().length);
      assertArrayEquals(bytes(size), deleted.body().readAllBytes());
    }
    store = LocalStore.open(directory);
  }

  @Test
  void theEntityTagIsNewWithEveryWrite() throws Exception {
    String first = write("same", 10);
    assertTrue(first.matches("[0-9a-f]{32}"), first);
    assertNotEquals(first, write("same", 10));
  }

  @Test
  void aDirectoryIsOpenedOnce() throws Exception {
    assertFault(StoreFault.BUSY, () -> LocalStore.open(directory).close());
    write("still", 10);
    assertArrayEquals(bytes(10), read("still"));
    reopen();
    assertArrayEquals(bytes(10), read("still"));
  }

  @Test
  void aClosedStoreSaysSo() throws Exception {
    store.close();
    assertFault(StoreFault.UNAVAILABLE, () -> write("x", 10));
    assertFault(StoreFault.UNAVAILABLE, () -> write("x", LARGE));
    assertFault(StoreFault.UNAVAILABLE, () -> read("x"));
    assertFault(StoreFault.UNAVAILABLE, () -> store.buckets());
    store.close();
  }

  @Test
  void aLostOrCutContentFileIsBroken() throws Exception {
    write("large", LARGE);
    Path file = ContentFileCount.any(directory);
    try (RandomAccessFile cut = new RandomAccessFile(file.toFile(), "rw")) {
      cut.setLength(LARGE - 10);
    }
    try (StoredObject object = open("large")) {
      assertFault(StoreFault.BROKEN, () -> object.body().readAllBytes());
    }
    Files.delete(file);
    assertFault(StoreFault.BROKEN, () -> read("large"));
  }

  @Test
  void anIndexThatIsNoneIsBroken() throws Exception {
    store.close();
    Files.write(directory.resolve("index.db"), bytes(10_000));
    assertFault(StoreFault.BROKEN, () -> LocalStore.open(directory).close());
    Files.delete(directory.resolve("index.db"));
    store = LocalStore.open(directory);
    assertEquals(List.of(), store.buckets());
  }

  @Test
  void anIndexOfANewerVersionIsNotTouched() throws Exception {
    store.close();
    int version = setVersion(1000);
    assertFault(StoreFault.UNSUPPORTED, () -> LocalStore.open(directory).close());
    setVersion(version);
    store = LocalStore.open(directory);
    assertEquals(1, store.buckets().size());
  }

  @Test
  void makesEveryDirectoryThatIsMissing() throws Exception {
    Path deep = directory.resolve("a/b/store");
    try (LocalStore made = LocalStore.open(deep)) {
      made.create("bucket");
    }
    try (LocalStore again = LocalStore.open(deep)) {
      assertEquals(1, again.buckets().size());
    }
  }

  /** Returns the version before. */
  private int setVersion(int version) throws Exception {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("index.db"));
        Statement statement = connection.createStatement()) {
      int before;
      try (ResultSet row = statement.executeQuery("PRAGMA user_version")) {
        before = row.getInt(1);
      }
      statement.execute("PRAGMA user_version = " + version);
      return before;
    }
  }
}
