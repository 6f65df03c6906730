package com.cipherquay.store;

import static com.cipherquay.store.StoreUnderTest.assertFault;
import static com.cipherquay.store.StoreUnderTest.body;
import static com.cipherquay.store.StoreUnderTest.bytes;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the contract can not see of the versions in a local store. */
final class LocalStoreVersionsTest {

  private static final int LARGE = 40_000;

  private final Path directory;
  private Optional<LocalStore> store = Optional.empty();

  LocalStoreVersionsTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @BeforeEach
  void open() throws IOException {
    store = Optional.of(LocalStore.open(directory, Durability.BUFFERED));
    if (store.get().buckets().isEmpty()) {
      store.get().create("bucket");
    }
  }

  @AfterEach
  void close() throws IOException {
    store.orElseThrow().close();
  }

  private ObjectStore objects() {
    return store.orElseThrow().open("bucket");
  }

  private StoredVersion write(String name, int size) throws IOException {
    StoredName stored = new StoredName(name);
    Written written =
        objects().write(stored, body(bytes(size)), StoredMetadata.NONE, WriteCondition.NONE);
    return new StoredVersion(stored, written.versionId());
  }

  private List<StoredVersionPage.Entry> list(VersionPosition after) throws IOException {
    return objects().versions().list(new StoredVersionRequest("", false, after, 1000)).entries();
  }

  @Test
  void filesLiveAsLongAsAVersionNeedsThem() throws Exception {
    objects().versions().setVersioning(Versioning.ENABLED);
    StoredVersion first = write("x", LARGE);
    StoredVersion second = write("x", LARGE + 1);
    objects().delete(first.name());
    assertEquals(2, ContentFileCount.in(directory));
    StoredHead head = objects().head(first);
    StoredSource source = new StoredSource("bucket", first, head.etag(), head.size());
    objects().copy(source, new StoredName("y"), StoredMetadata.NONE, WriteCondition.NONE);
    objects().delete(first);
    objects().delete(second);
    assertEquals(1, ContentFileCount.in(directory));
    objects().purge("y");
    assertEquals(0, ContentFileCount.in(directory));
    close();
    open();
    assertEquals(1, list(VersionPosition.FIRST).size());
  }

  @Test
  void whatAnIdCanNotBeIsNoId() throws Exception {
    objects().versions().setVersioning(Versioning.ENABLED);
    StoredVersion made = write("x", 1);
    String id = made.versionId().orElseThrow();
    for (String wrong :
        List.of("", "NULL", "x", id + "0", id.substring(1), "f" + id.substring(1))) {
      StoredVersion version = new StoredVersion(made.name(), Optional.of(wrong));
      assertFault(StoreFault.INVALID_VERSION, () -> objects().head(version));
      assertFault(StoreFault.INVALID_VERSION, () -> objects().delete(version));
      assertFault(
          StoreFault.INVALID_VERSION, () -> list(new VersionPosition("x", Optional.of(wrong))));
      StoredDeletions deletions =
          objects().deleteAll(List.of(version, StoredVersion.current(new StoredName("other"))));
      assertEquals(StoreFault.INVALID_VERSION, deletions.failures().get(version));
      assertEquals(1, deletions.deleted().size());
    }
    assertArrayEquals(bytes(1), read(objects(), made));
  }

  private static byte[] read(ObjectStore objects, StoredVersion version) throws IOException {
    try (StoredObject object = objects.read(version, new ByteRange.Whole(), Optional.empty())) {
      return object.body().readAllBytes();
    }
  }

  @Test
  void aListingGoesOnBehindAVersionThatIsGone() throws Exception {
    write("x", 1);
    objects().versions().setVersioning(Versioning.ENABLED);
    List<StoredVersion> made = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      made.add(write("x", i));
    }
    VersionPosition passed = new VersionPosition("x", made.get(3).versionId());
    List<StoredVersionPage.Entry> behind = list(passed);
    assertEquals(4, behind.size());
    objects().delete(made.get(3));
    assertEquals(behind, list(passed));
    objects().delete(made.get(5));
    objects().delete(made.get(4));
    List<StoredVersionPage.Entry> newest = list(passed);
    assertTrue(newest.get(0).latest());
    assertEquals(behind.subList(1, 4), newest.subList(1, 4));
    objects().delete(new StoredVersion(new StoredName("x"), Optional.of(StoredVersion.NULL_ID)));
    VersionPosition last = new VersionPosition("x", Optional.of(StoredVersion.NULL_ID));
    assertEquals(list(VersionPosition.FIRST), list(last), "nothing is left out");
  }

  @Test
  void aPageOfVersionsIsNeverSorted() throws Exception {
    write("x", 1);
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("index.db"));
        Statement statement = connection.createStatement()) {
      for (String sql : VersionQueries.listings()) {
        String bound = sql.replace("?1", "1").replace("?2", "'a'").replace("?3", "9");
        try (ResultSet row = statement.executeQuery("EXPLAIN QUERY PLAN " + bound)) {
          while (row.next()) {
            String step = row.getString("detail");
            assertFalse(step.contains("TEMP B-TREE") || step.startsWith("SCAN "), step);
          }
        }
      }
    }
  }

  @Test
  void randomHistoriesAreThoseOfTheSimplestStore() throws Exception {
    for (int seed = 0; seed < 30; seed++) {
      store.orElseThrow().create("twin-" + seed);
      MemoryStore simple = MemoryStore.create();
      new VersionHistory(store.orElseThrow().open("twin-" + seed), simple, new Random(seed))
          .run(120);
    }
  }
}
