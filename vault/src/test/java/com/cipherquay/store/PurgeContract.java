package com.cipherquay.store;

import static com.cipherquay.store.StoreUnderTest.assertFault;
import static com.cipherquay.store.StoreUnderTest.bytes;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The end of everything below a prefix. */
public interface PurgeContract extends StoreUnderTest {

  @Test
  default void onlyWhatStartsWithThePrefixIsPurged() throws Exception {
    // The stored names of a vault need no object beside a prefix, and not every store can have it.
    List<String> spared =
        gaps().contains(StoreGap.OBJECT_BESIDE_PREFIX)
            ? List.of(".cq/uploads/B/upload", ".cq/uploads/A0", "z")
            : List.of(".cq/uploads/B/upload", ".cq/uploads/", ".cq/uploads/A", "z");
    for (String name : spared) {
      write(name, bytes(10));
    }
    for (String name : List.of("A/upload", "A/00001.x", "A/b/c", "A/~")) {
      write(".cq/uploads/" + name, bytes(70_000));
    }
    store().purge(".cq/uploads/A/");
    store().purge(".cq/uploads/A/");
    assertEquals(spared.stream().sorted().toList(), names());
    for (String name : spared) {
      assertArrayEquals(bytes(10), read(name));
    }
    store().purge(".");
    assertEquals(List.of("z"), names());
  }

  private List<String> names() throws Exception {
    return store().list(new StoredPageRequest("", false, "", 1000)).entries().stream()
        .map(StoredEntry::name)
        .toList();
  }

  @Test
  default void moreThanAThousandObjectsArePurged() throws Exception {
    for (int i = 0; i <= 1000; i++) {
      write("purged/" + i, bytes(i % 7));
    }
    write("purged0", bytes(3));
    store().purge("purged/");
    assertEquals(List.of("purged0"), names());
  }

  @Test
  default void uploadsInProgressAreNotPurged() throws Exception {
    StoredUpload upload = begin("kept/x");
    StoredPart part = part(upload, 1, bytes(70_000));
    store().purge("kept/");
    complete(upload, part);
    assertArrayEquals(bytes(70_000), read("kept/x"));
  }

  @Test
  default void notEverythingIsPurgedAtOnce() throws Exception {
    write("kept", bytes(3));
    assertThrows(IllegalArgumentException.class, () -> store().purge(""));
    assertArrayEquals(bytes(3), read("kept"));
    assertFault(StoreFault.NO_SUCH_BUCKET, () -> buckets().open(bucket() + "-11").purge("x"));
  }
}
