package com.cipherquay.store;

import static com.cipherquay.store.StoreUnderTest.assertFault;
import static com.cipherquay.store.StoreUnderTest.bytes;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What uploads and copies leave on the disk of the local store, and when it is gone. */
final class LocalStoreUploadTest implements StoreUnderTest {

  private static final int LARGE = Contents.INLINE_LIMIT + 1;

  private final Path directory;
  private LocalStore store;

  LocalStoreUploadTest(@TempDir Path directory) throws IOException {
    this.directory = directory;
    this.store = LocalStore.open(directory);
  }

  @BeforeEach
  void createBucket() throws IOException {
    store.create(bucket());
  }

  @AfterEach
  void close() throws IOException {
    store.close();
  }

  @Override
  public BucketStore buckets() {
    return store;
  }

  @Override
  public String bucket() {
    return "bucket";
  }

  @Override
  public Set<StoreGap> gaps() {
    return Set.of();
  }

  private void reopen() throws IOException {
    store.close();
    store = LocalStore.open(directory);
  }

  private void assertFiles(int count) throws IOException {
    assertEquals(count, ContentFileCount.in(directory));
  }

  /** An object of large parts. */
  private byte[] writeParts(String name, int count) throws IOException {
    StoredUpload upload = begin(name);
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    StoredPart[] parts = new StoredPart[count];
    for (int i = 0; i < count; i++) {
      parts[i] = part(upload, i + 1, bytes(LARGE + i));
      whole.write(bytes(LARGE + i));
    }
    String unused = complete(upload, parts);
    return whole.toByteArray();
  }

  private String copy(String from, String to) throws IOException {
    StoredHead head = head(from);
    return store()
        .copy(
            new StoredSource(bucket(), new StoredName(from), head.etag(), head.size()),
            new StoredName(to),
            StoredMetadata.NONE,
            WriteCondition.NONE)
        .etag();
  }

  @Test
  void aCompletionMovesNoBytes() throws Exception {
    StoredUpload upload = begin("x");
    StoredPart first = part(upload, 1, bytes(LARGE));
    StoredPart second = part(upload, 2, bytes(10));
    StoredPart third = part(upload, 3, bytes(LARGE));
    Set<Path> files = ContentFileCount.files(directory);
    complete(upload, first, second, third);
    assertEquals(2, files.size());
    assertEquals(files, ContentFileCount.files(directory));
    copy("x", "y");
    assertEquals(files, ContentFileCount.files(directory));
  }

  @Test
  void partsHaveFilesOnlyWhileTheyAreNeeded() throws Exception {
    StoredUpload upload = begin("x");
    part(upload, 1, bytes(LARGE));
    StoredPart used = part(upload, 1, bytes(LARGE + 1));
    assertFiles(1);
    part(upload, 2, bytes(LARGE));
    part(upload, 3, bytes(LARGE));
    StoredPart small = part(upload, 3, bytes(9));
    assertFiles(2);
    complete(upload, used, small);
    assertFiles(1);
    write("x", bytes(5));
    assertFiles(0);
    StoredUpload aborted = begin("x");
    part(aborted, 1, bytes(LARGE));
    part(aborted, 7, bytes(LARGE));
    uploads().abort(aborted);
    assertFiles(0);
  }

  @Test
  void copiesShareTheirFilesToTheLast() throws Exception {
    byte[] parts = writeParts("parts", 3);
    write("file", bytes(LARGE));
    assertFiles(4);
    for (int i = 0; i < 3; i++) {
      copy("parts", "parts/" + i);
      copy("parts/" + i, "parts/" + i);
      copy("file", "file/" + i);
      copy("file/" + i, "file/" + i);
    }
    assertFiles(4);
    store().delete(new StoredName("parts"));
    write("file", bytes(1));
    store().purge("parts/0");
    store().purge("file/0");
    reopen();
    assertFiles(4);
    assertArrayEquals(parts, read("parts/1"));
    assertArrayEquals(bytes(LARGE), read("file/2"));
    copy("file", "file/1");
    copy("file", "file/2");
    assertFiles(3);
    store().purge("parts/");
    assertFiles(0);
  }

  @Test
  void theBucketTakesItsUploadsAlong() throws Exception {
    for (int i = 0; i < 3; i++) {
      part(begin("x/" + i), 1, bytes(LARGE));
    }
    assertFiles(3);
    store.delete(bucket());
    assertFiles(0);
    store.create(bucket());
    assertEquals(List.of(), uploads().list("", UploadPosition.FIRST, 10).entries());
  }

  @Test
  void anUploadGoesOnAfterReopening() throws Exception {
    byte[] parts = writeParts("parts", 2);
    StoredUpload upload = begin("x");
    StoredPart first = part(upload, 1, bytes(LARGE));
    reopen();
    assertArrayEquals(parts, read("parts"));
    StoredPart second = part(upload, 2, bytes(20));
    StoredPartPage page = uploads().parts(upload, 0, 10);
    assertEquals(
        List.of(first, second), page.entries().stream().map(StoredPartPage.Entry::part).toList());
    complete(upload, first, second);
    reopen();
    assertEquals(LARGE + 20, read("x").length);
    assertFiles(3);
  }

  @Test
  void aReaderKeepsThePartsOfTheObjectItOpened() throws Exception {
    byte[] whole = writeParts("x", 4);
    try (StoredObject first = open("x")) {
      try (StoredObject second = open("x")) {
        assertEquals(1000, first.body().readNBytes(1000).length);
        store().delete(new StoredName("x"));
        assertFiles(4);
        assertArrayEquals(whole, second.body().readAllBytes());
        // The end of the block closes it once more, which counts as one reader still.
        second.body().close();
      }
      assertFiles(4);
      assertEquals(whole.length - 1000, first.body().readAllBytes().length);
      assertFault(StoreFault.NO_SUCH_OBJECT, () -> open("x").close());
    }
    assertFiles(0);
  }

  @Test
  void partsStillReadWhenTheStoreClosesAreGoneAfterReopening() throws Exception {
    writeParts("x", 4);
    try (StoredObject object = open("x")) {
      write("x", bytes(3));
      store.close();
      assertFault(StoreFault.UNAVAILABLE, () -> object.body().readAllBytes());
    }
    store = LocalStore.open(directory);
    assertFiles(0);
  }

  private StoredObject open(String name) throws IOException {
    return store().read(new StoredName(name), new ByteRange.Whole(), Optional.empty());
  }

  @Test
  void ofManyCompletionsOneWins() throws Exception {
    for (int round = 0; round < 10; round++) {
      StoredUpload upload = begin("raced");
      StoredPart part = part(upload, 1, bytes(LARGE));
      List<Callable<Boolean>> racers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        racers.add(() -> won(upload, part));
      }
      ExecutorService threads = Executors.newFixedThreadPool(racers.size());
      int winners = 0;
      for (Future<Boolean> racer : threads.invokeAll(racers)) {
        winners += racer.get() ? 1 : 0;
      }
      threads.shutdown();
      assertEquals(1, winners);
      assertArrayEquals(bytes(LARGE), read("raced"));
      assertFiles(1);
    }
  }

  private boolean won(StoredUpload upload, StoredPart part) throws IOException {
    try {
      String unused = complete(upload, part);
      return true;
    } catch (StoreException e) {
      assertEquals(StoreFault.NO_SUCH_UPLOAD, e.fault());
      return false;
    }
  }

  @Test
  void aLostPartIsBroken() throws Exception {
    writeParts("x", 1);
    Files.delete(ContentFileCount.any(directory));
    assertFault(StoreFault.BROKEN, () -> read("x"));
  }

  @Test
  void partsAreOpenedOneAfterTheOther() throws Exception {
    byte[] whole = writeParts("x", 100);
    UnixOperatingSystemMXBean system =
        (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long before = system.getOpenFileDescriptorCount();
    try (StoredObject object = open("x")) {
      assertEquals(whole.length - 10, object.body().readNBytes(whole.length - 10).length);
      long during = system.getOpenFileDescriptorCount();
      assertTrue(during < before + 50, () -> before + " and " + during);
    }
  }
}
