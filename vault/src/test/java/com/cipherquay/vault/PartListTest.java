package com.cipherquay.vault;

import static com.cipherquay.vault.VaultFixture.KEY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.store.ObjectStore;
import com.cipherquay.store.StoreCall;
import com.cipherquay.store.StoredBody;
import com.cipherquay.store.StoredEntry;
import com.cipherquay.store.StoredMetadata;
import com.cipherquay.store.StoredName;
import com.cipherquay.store.StoredPage;
import com.cipherquay.store.StoredUpload;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Lists of parts. */
final class PartListTest {

  private static final int MIN = (int) PartMinimum.bytes();

  private final VaultFixture fixture = new VaultFixture();

  private static Map<Integer, String> tags(PartPage page) {
    Map<Integer, String> tags = new TreeMap<>();
    page.parts().forEach(part -> tags.put(part.number(), part.etag()));
    return tags;
  }

  private static PartPage all(TestUpload upload) throws IOException {
    return upload.uploads.parts(KEY, upload.id, 0, 1000);
  }

  @Test
  void showsWhatWasAnswered() throws IOException {
    UploadChecksum checksum = new UploadChecksum(ChecksumAlgorithm.SHA256, true);
    TestUpload upload = TestUpload.create(fixture.vault, KEY, Optional.of(checksum));
    upload.put(7, 70).put(2, MIN).put(10_000, 0);
    fixture.calls.reset();
    PartPage page = all(upload);
    assertEquals(Map.of(StoreCall.LIST, 1L, StoreCall.LIST_PARTS, 1L), fixture.calls.byCall());
    assertEquals(upload.tags, tags(page));
    assertEquals(Optional.of(checksum), page.checksum());
    assertFalse(page.truncated());
    List<CompletedPart> sent = upload.parts();
    for (int i = 0; i < 3; i++) {
      PartPage.Part part = page.parts().get(i);
      assertEquals(sent.get(i).checksums(), part.checksums());
      assertEquals(List.of((long) MIN, 70L, 0L).get(i), part.length());
    }
    // A completion of what was listed is a completion of what was put.
    List<CompletedPart> listed = new ArrayList<>();
    page.parts()
        .forEach(it -> listed.add(new CompletedPart(it.number(), it.etag(), it.checksums())));
    upload.complete(List.of(listed.get(0), listed.get(2)));
    assertEquals(MIN, fixture.vault.head(KEY).length());
  }

  /** Many stores tell the time of a write in seconds: two attempts may have the same. */
  private static StoredPage sameTime(StoredPage page) {
    List<StoredEntry> entries =
        page.entries().stream()
            .map(it -> new StoredEntry(it.name(), it.etag(), it.size(), Instant.EPOCH))
            .toList();
    return new StoredPage(entries, page.commonPrefixes(), page.truncated());
  }

  /** A vault over such a store, whose own clock is finer. */
  private Vault ticking() {
    ObjectStore store = new AlteredListing(fixture.store, (request, page) -> sameTime(page));
    Shared shared = Shared.of(new TickingClock(), KeyExports.NONE, ListingSettings.DEFAULT);
    return new Vault(store, fixture.paths, shared);
  }

  @Test
  void showsTheNewestOfANumber() throws IOException {
    TestUpload upload = TestUpload.create(ticking());
    int[][] puts = {{MIN, 10}, {10, MIN}, {MIN, MIN + 1}, {10, 9}, {0, 0}, {MIN, MIN}};
    for (int[] lengths : puts) {
      for (int length : lengths) {
        upload.put(3, length).put(4, 4);
        assertEquals(upload.tags, tags(all(upload)), "a part of " + length);
      }
    }
  }

  @Test
  void givesPagesByNumber() throws IOException {
    TestUpload upload = TestUpload.create(ticking());
    for (int number = 1; number <= 1200; number += 2) {
      upload.put(number, number % 3).put(number, 1);
    }
    upload.put(700, MIN);
    for (int limit : new int[] {70, 600, 1000}) {
      Map<Integer, String> listed = new TreeMap<>();
      int after = 0;
      boolean more = true;
      while (more) {
        PartPage page = upload.uploads.parts(KEY, upload.id, after, limit);
        listed.putAll(tags(page));
        more = page.truncated();
        assertTrue(more ? page.parts().size() == limit : page.parts().size() <= limit);
        after = page.parts().get(page.parts().size() - 1).number();
      }
      assertEquals(upload.tags, listed);
    }
    assertEquals(List.of(), upload.uploads.parts(KEY, upload.id, 10_000, 5).parts());
  }

  @Test
  void hidesWhatNoVaultPut() throws IOException {
    TestUpload upload = TestUpload.create(fixture.vault).put(1, MIN);
    UploadFolder folder = UploadFolder.of(upload.id);
    for (String name : new String[] {"00002.AAAA", "00001.AAAA", "0000", "x", "00003", "upload2"}) {
      new StoredCopy(Octets.NONE, StoredMetadata.NONE)
          .write(fixture.store, new StoredName(folder.prefix() + name));
    }
    StoredBody foreign = new StoredBody(new ByteArrayInputStream(new byte[3]), 3);
    fixture
        .store
        .uploads()
        .writePart(new StoredUpload(fixture.paths.storedName(KEY), upload.id), 5, foreign);
    assertEquals(upload.tags, tags(all(upload)));
    assertEquals(Optional.empty(), all(upload).checksum());
  }
}
