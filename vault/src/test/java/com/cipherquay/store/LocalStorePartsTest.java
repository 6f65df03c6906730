package com.cipherquay.store;

import static com.cipherquay.store.StoreUnderTest.assertFault;
import static com.cipherquay.store.StoreUnderTest.body;
import static com.cipherquay.store.StoreUnderTest.bytes;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Objects of many parts in the local store, which takes parts of any size. */
@Timeout(120)
final class LocalStorePartsTest {

  private static final StoredName NAME = new StoredName("x");

  private final Path directory;

  LocalStorePartsTest(@TempDir Path directory) {
    this.directory = directory;
  }

  private static StoredUpload begin(ObjectStore objects) throws IOException {
    return new StoredUpload(NAME, objects.uploads().create(NAME, StoredMetadata.NONE));
  }

  private static byte[] read(ObjectStore objects, ByteRange range) throws IOException {
    try (StoredObject object = objects.read(NAME, range, Optional.empty())) {
      return object.body().readAllBytes();
    }
  }

  @Test
  void everyRangeOfEverySplitReads() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    try (LocalStore store = LocalStore.open(directory, Durability.BUFFERED)) {
      store.create("bucket");
      ObjectStore objects = store.open("bucket");
      for (int round = 0; round < 20; round++) {
        byte[] whole = writeRandomParts(objects, random);
        assertArrayEquals(whole, read(objects, new ByteRange.Whole()), () -> "seed " + seed);
        assertEquals(whole.length, objects.head(NAME).size());
        for (int i = 0; i < 50 && whole.length > 0; i++) {
          int first = random.nextInt(whole.length);
          int last = first + random.nextInt(whole.length - first);
          assertArrayEquals(
              Arrays.copyOfRange(whole, first, last + 1),
              read(objects, new ByteRange.Between(first, last)),
              () -> "seed " + seed);
        }
      }
    }
  }

  /** Parts of all kinds: empty, in the index, in files; with gaps, in a random order. */
  private static byte[] writeRandomParts(ObjectStore objects, Random random) throws IOException {
    StoredUpload upload = begin(objects);
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    List<StoredPart> parts = new ArrayList<>();
    int number = 0;
    for (int count = 1 + random.nextInt(8); count > 0; count--) {
      number += 1 + random.nextInt(3);
      int size = random.nextInt(3) == 0 ? 0 : random.nextInt(3 * Contents.INLINE_LIMIT);
      String etag = objects.uploads().writePart(upload, number, body(bytes(size)));
      parts.add(new StoredPart(number, etag));
      whole.write(bytes(size));
    }
    Written unused = objects.uploads().complete(upload, parts, WriteCondition.NONE);
    return whole.toByteArray();
  }

  @Test
  void tenThousandPartsAreOneObject() throws Exception {
    try (LocalStore store = LocalStore.open(directory, Durability.BUFFERED)) {
      store.create("bucket");
      ObjectStore objects = store.open("bucket");
      StoredUpload upload = begin(objects);
      List<StoredPart> parts = writeAllParts(objects, upload);
      objects.uploads().complete(upload, parts, WriteCondition.NONE);
      assertTenThousand(objects);
      objects.delete(NAME);
      StoredUpload aborted = begin(objects);
      List<StoredPart> others = writeAllParts(objects, aborted);
      assertFault(
          StoreFault.NO_SUCH_UPLOAD,
          () -> objects.uploads().complete(upload, others, WriteCondition.NONE));
      objects.uploads().complete(aborted, others.subList(4999, 5000), WriteCondition.NONE);
      byte[] one = {(byte) 5000};
      awaitRows("part", 1);
      assertArrayEquals(one, read(objects, new ByteRange.Whole()));
      objects.delete(NAME);
      StoredUpload last = begin(objects);
      List<StoredPart> unused = writeAllParts(objects, last);
      objects.uploads().abort(last);
    }
    try (LocalStore store = LocalStore.open(directory, Durability.BUFFERED)) {
      for (String table : List.of("part", "content", "upload", "dropped")) {
        awaitRows(table, 0);
      }
      assertEquals(1, store.buckets().size());
    }
  }

  @Test
  void aReaderIsSparedByTheRemovalOfOtherParts() throws Exception {
    try (LocalStore store = LocalStore.open(directory, Durability.BUFFERED)) {
      store.create("bucket");
      ObjectStore objects = store.open("bucket");
      StoredUpload upload = begin(objects);
      List<StoredPart> parts = writeAllParts(objects, upload);
      objects.uploads().complete(upload, parts.subList(0, 5000), WriteCondition.NONE);
      try (StoredObject object = objects.read(NAME, new ByteRange.Whole(), Optional.empty())) {
        objects.delete(NAME);
        awaitRows("part", 5000);
        assertEquals(5000, object.body().readAllBytes().length);
      }
      awaitRows("part", 0);
      awaitRows("dropped", 0);
    }
  }

  /** Many parts are removed by a thread of their own. */
  private void awaitRows(String table, int count) throws Exception {
    while (rows(table) != count) {
      Thread.sleep(5);
    }
  }

  private static List<StoredPart> writeAllParts(ObjectStore objects, StoredUpload upload)
      throws IOException {
    List<StoredPart> parts = new ArrayList<>();
    for (int number = 1; number <= StoredPart.MAX_NUMBER; number++) {
      byte[] one = {(byte) number};
      parts.add(new StoredPart(number, objects.uploads().writePart(upload, number, body(one))));
    }
    return parts;
  }

  private static void assertTenThousand(ObjectStore objects) throws IOException {
    byte[] whole = read(objects, new ByteRange.Whole());
    assertEquals(StoredPart.MAX_NUMBER, whole.length);
    for (int i = 0; i < whole.length; i++) {
      assertEquals((byte) (i + 1), whole[i]);
    }
    byte[] end = read(objects, new ByteRange.Suffix(300));
    assertArrayEquals(Arrays.copyOfRange(whole, whole.length - 300, whole.length), end);
  }

  private int rows(String table) throws Exception {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("index.db"));
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
      return row.getInt(1);
    }
  }
}
