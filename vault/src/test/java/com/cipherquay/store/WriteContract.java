package com.cipherquay.store;

import static com.cipherquay.store.StoreUnderTest.assertFault;
import static com.cipherquay.store.StoreUnderTest.body;
import static com.cipherquay.store.StoreUnderTest.bytes;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Writes, reads, heads and deletes of whole objects. */
public interface WriteContract extends StoreUnderTest {

  @Test
  default void bodiesOfEverySizeComeBack() throws Exception {
    int[] sizes = {
      0, 1, 4095, 4096, 16_383, 16_384, 16_385, 32_768, 32_769, 65_535, 65_536, 65_537, 1_000_003
    };
    for (int size : sizes) {
      write("size/" + size, bytes(size));
    }
    for (int size : sizes) {
      assertArrayEquals(bytes(size), read("size/" + size));
      assertEquals(size, head("size/" + size).size());
    }
  }

  @Test
  default void metadataComesBackByteByByte() throws Exception {
    for (int length : new int[] {0, 1, 2, 3, 255, 256, 1399, 1400}) {
      StoredMetadata metadata = StoredMetadata.of(bytes(length));
      StoredName name = new StoredName("metadata/" + length);
      store().write(name, body(bytes(10)), metadata, WriteCondition.NONE);
      assertEquals(metadata, store().head(name).metadata());
      try (StoredObject object = store().read(name, new ByteRange.Whole(), Optional.empty())) {
        assertEquals(metadata, object.head().metadata());
      }
    }
  }

  @Test
  default void everyCharacterOfAStoredNameIsKept() throws Exception {
    StringBuilder all = new StringBuilder("x");
    for (char c = 0x21; c < 0x7f; c++) {
      all.append(c == '/' ? "" : c);
    }
    String longest = "y" + "0123456789abcde/".repeat(63) + "0123456789abcde";
    assertEquals(StoredName.MAX_BYTES, longest.length());
    for (String name : List.of(all.toString(), longest, ".upload/x", "a%2Fb", "a+b", "A", "a")) {
      write(name, name.getBytes(US_ASCII));
      assertEquals(name, new String(read(name), US_ASCII));
    }
    assertEquals(7, store().list(new StoredPageRequest("", false, "", 1000)).entries().size());
  }

  @Test
  default void anObjectMayStandBesideItsPrefix() throws Exception {
    write("beside", bytes(5));
    if (gaps().contains(StoreGap.OBJECT_BESIDE_PREFIX)) {
      assertThrows(StoreException.class, () -> write("beside/below", bytes(6)));
      return;
    }
    write("beside/below", bytes(6));
    assertArrayEquals(bytes(5), read("beside"));
    assertArrayEquals(bytes(6), read("beside/below"));
  }

  @Test
  default void aReplacedObjectIsWhollyTheNewOne() throws Exception {
    StoredName name = new StoredName("replaced");
    for (int size : new int[] {300_000, 10, 200_000, 0, 20}) {
      StoredMetadata metadata = StoredMetadata.of(bytes(size % 1000));
      String etag = store().write(name, body(bytes(size)), metadata, WriteCondition.NONE).etag();
      StoredHead head = store().head(name);
      assertEquals(etag, head.etag());
      assertEquals(size, head.size());
      assertEquals(metadata, head.metadata());
      assertArrayEquals(bytes(size), read("replaced"));
    }
  }

  @Test
  default void theEntityTagIsTheSameEverywhereAndNewWithEveryBody() throws Exception {
    String first = write("tagged", bytes(100));
    String second = write("tagged", bytes(101));
    assertNotEquals(first, second);
    assertFalse(second.isEmpty() || second.contains("\""), second);
    assertEquals(second, head("tagged").etag());
    StoredEntry entry =
        store().list(new StoredPageRequest("tagged", false, "", 10)).entries().get(0);
    assertEquals(second, entry.etag());
    assertEquals(101, entry.size());
    assertEquals(head("tagged").lastModified(), entry.lastModified());
  }

  @Test
  default void theDateIsThatOfTheWrite() throws Exception {
    Duration slack = Duration.ofSeconds(2);
    Instant before = Instant.now().minus(slack);
    write("dated", bytes(1));
    Instant date = head("dated").lastModified();
    assertTrue(date.isAfter(before) && date.isBefore(Instant.now().plus(slack)), date.toString());
  }

  @Test
  default void aDeletedObjectIsGone() throws Exception {
    for (int size : new int[] {10, 200_000}) {
      write("deleted", bytes(size));
      store().delete(new StoredName("deleted"));
      assertAbsent("deleted");
      assertFault(StoreFault.NO_SUCH_OBJECT, () -> read("deleted"));
    }
    store().delete(new StoredName("deleted"));
    store().delete(new StoredName("never-there"));
  }

  @Test
  default void aThousandObjectsAreDeletedAtOnce() throws Exception {
    List<StoredVersion> names = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      names.add(StoredVersion.current(new StoredName("many/" + i)));
      if (i % 50 == 0) {
        write("many/" + i, bytes(i));
      }
    }
    write("spared", bytes(3));
    StoredDeletions deletions = store().deleteAll(names);
    assertEquals(Map.of(), deletions.failures());
    assertEquals(Set.copyOf(names), deletions.deleted().keySet());
    assertEquals(Set.of(StoredDeletion.PLAIN), Set.copyOf(deletions.deleted().values()));
    assertEquals(new StoredDeletions(Map.of(), Map.of()), store().deleteAll(List.of()));
    List<StoredEntry> rest = store().list(new StoredPageRequest("", false, "", 1000)).entries();
    assertEquals(List.of("spared"), rest.stream().map(StoredEntry::name).toList());
  }

  @Test
  default void aReadMayAskForAnEntityTag() throws Exception {
    StoredName name = new StoredName("matched");
    String old = write("matched", bytes(50));
    String etag = write("matched", bytes(51));
    try (StoredObject object = store().read(name, new ByteRange.Whole(), Optional.of(etag))) {
      assertArrayEquals(bytes(51), object.body().readAllBytes());
    }
    assertFault(
        StoreFault.PRECONDITION_FAILED,
        () -> store().read(name, new ByteRange.From(1), Optional.of(old)).close());
    assertFault(
        StoreFault.NO_SUCH_OBJECT,
        () ->
            store()
                .read(new StoredName("absent"), new ByteRange.Whole(), Optional.of(etag))
                .close());
  }
}
