package com.cipherquay.store;

import static com.cipherquay.store.StoreUnderTest.assertFault;
import static com.cipherquay.store.StoreUnderTest.body;
import static com.cipherquay.store.StoreUnderTest.bytes;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Storage classes, and the restoration of what is archived. */
public interface ClassContract extends StoreUnderTest {

  StorageClass RARE = new StorageClass("STANDARD_IA");
  StorageClass ARCHIVE = new StorageClass("GLACIER");

  private String write(String name, int size, StorageClass storageClass) throws IOException {
    StoredDescription described = StoredDescription.of(StoredMetadata.NONE).in(storageClass);
    StoredName stored = new StoredName(name);
    return store().write(stored, body(bytes(size)), described, WriteCondition.NONE).etag();
  }

  private void copy(String from, String to, StorageClass storageClass) throws IOException {
    StoredHead head = head(from);
    StoredSource source =
        new StoredSource(bucket(), new StoredName(from), head.etag(), head.size());
    StoredDescription described = StoredDescription.of(head.metadata()).in(storageClass);
    store().copy(source, new StoredName(to), described, WriteCondition.NONE);
  }

  private boolean restore(String name, int days) throws IOException {
    StoredVersion object = StoredVersion.current(new StoredName(name));
    return store().archive().restore(object, days, Optional.of("Standard"));
  }

  private void assertClass(StorageClass expected, String name) throws IOException {
    assertEquals(expected, head(name).traits().storageClass());
    List<StoredEntry> listed = store().list(new StoredPageRequest(name, false, "", 1)).entries();
    assertEquals(expected, listed.get(0).storageClass());
  }

  /** The class of what was copied or uploaded as one that is rare. */
  private StorageClass assembled() {
    return gaps().contains(StoreGap.CLASSES_FORGOTTEN) ? StorageClass.STANDARD : RARE;
  }

  @Test
  default void aClassIsKept() throws Exception {
    write("usual", bytes(1));
    assertClass(StorageClass.STANDARD, "usual");
    if (gaps().contains(StoreGap.STORAGE_CLASSES)) {
      assertFault(StoreFault.CLASS_UNSUPPORTED, () -> write("rare", 10, RARE));
      assertFault(StoreFault.CLASS_UNSUPPORTED, () -> write("rare", 200_000, RARE));
      assertFault(StoreFault.CLASS_UNSUPPORTED, () -> copy("usual", "rare", RARE));
      assertAbsent("rare");
      return;
    }
    for (int size : new int[] {10, 200_000}) {
      write("rare", size, RARE);
      assertClass(RARE, "rare");
      assertArrayEquals(bytes(size), read("rare"));
      copy("rare", "copy", StorageClass.STANDARD);
      assertClass(StorageClass.STANDARD, "copy");
      copy("copy", "copy", RARE);
      assertClass(assembled(), "copy");
      assertArrayEquals(bytes(size), read("copy"));
      write("rare", bytes(size));
      assertClass(StorageClass.STANDARD, "rare");
    }
  }

  @Test
  default void anUploadGivesItsClassToItsObject() throws Exception {
    StoredName name = new StoredName("uploaded");
    StoredDescription described = StoredDescription.of(StoredMetadata.NONE).in(RARE);
    if (gaps().contains(StoreGap.STORAGE_CLASSES)) {
      assertFault(StoreFault.CLASS_UNSUPPORTED, () -> uploads().create(name, described));
      return;
    }
    StoredUpload upload = new StoredUpload(name, uploads().create(name, described));
    StoredPart part = part(upload, 1, bytes(100));
    StorageClass expected = assembled();
    assertEquals(expected, uploads().parts(upload, 0, 10).storageClass());
    assertEquals(
        expected, uploads().list("", UploadPosition.FIRST, 10).entries().get(0).storageClass());
    complete(upload, part);
    assertClass(expected, "uploaded");
  }

  @Test
  default void whatIsArchivedIsReadAfterItWasRestored() throws Exception {
    if (gaps().contains(StoreGap.STORAGE_CLASSES)) {
      return;
    }
    write("archived", 100_000, ARCHIVE);
    if (gaps().contains(StoreGap.ARCHIVES)) {
      assertArrayEquals(bytes(100_000), read("archived"));
      assertFault(StoreFault.UNSUPPORTED, () -> restore("archived", 1));
      return;
    }
    assertClass(ARCHIVE, "archived");
    assertFault(StoreFault.ARCHIVED, () -> read("archived"));
    assertFault(StoreFault.ARCHIVED, () -> copy("archived", "copied", StorageClass.STANDARD));
    assertAbsent("copied");
    assertEquals(Optional.empty(), head("archived").traits().restoration());
    assertFalse(restore("archived", 1));
    Restoration first = head("archived").traits().restoration().orElseThrow();
    assertFalse(first.ongoing());
    Instant expiry = first.expiry().orElseThrow();
    assertTrue(expiry.isAfter(Instant.now().plus(Duration.ofHours(23))), expiry.toString());
    assertArrayEquals(bytes(100_000), read("archived"));
    assertTrue(restore("archived", 3));
    Restoration longer = head("archived").traits().restoration().orElseThrow();
    assertTrue(longer.expiry().orElseThrow().isAfter(expiry), longer.toString());
    assertClass(ARCHIVE, "archived");
    copy("archived", "copied", StorageClass.STANDARD);
    assertArrayEquals(bytes(100_000), read("copied"));
    // Another object is not restored, though it has the name.
    write("archived", 10, ARCHIVE);
    assertFault(StoreFault.ARCHIVED, () -> read("archived"));
  }

  @Test
  default void onlyWhatIsArchivedIsRestored() throws Exception {
    write("usual", bytes(1));
    if (gaps().contains(StoreGap.STORAGE_CLASSES) || gaps().contains(StoreGap.ARCHIVES)) {
      assertFault(StoreFault.UNSUPPORTED, () -> restore("usual", 1));
      return;
    }
    assertFault(StoreFault.NOT_ARCHIVED, () -> restore("usual", 1));
    assertFault(StoreFault.NO_SUCH_OBJECT, () -> restore("nothing", 1));
    StoredVersion nothing = StoredVersion.current(new StoredName("nothing"));
    ArchiveStore nowhere = buckets().open(bucket() + "-12").archive();
    assertFault(StoreFault.NO_SUCH_BUCKET, () -> nowhere.restore(nothing, 1, Optional.empty()));
  }
}
