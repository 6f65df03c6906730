package com.cipherquay.store;

import static com.cipherquay.store.StoreUnderTest.assertFault;
import static com.cipherquay.store.StoreUnderTest.body;
import static com.cipherquay.store.StoreUnderTest.bytes;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The tags of objects. */
public interface TagContract extends StoreUnderTest {

  StoredTags ONE = new StoredTags(Map.of("key", "value"));

  /** As many as may be, as long as may be, of the characters that a vault writes. */
  private static StoredTags longest() {
    Map<String, String> tags = new HashMap<>();
    for (int i = 0; i < StoredTags.MOST; i++) {
      tags.put("-_" + "K".repeat(125) + i, "-_" + "v".repeat(253) + i);
    }
    return new StoredTags(tags);
  }

  private StoredTags tags(String name) throws IOException {
    return store().tags().get(StoredVersion.current(new StoredName(name)));
  }

  private void retag(String name, StoredTags tags) throws IOException {
    store().tags().put(StoredVersion.current(new StoredName(name)), tags);
  }

  private String writeTagged(String name, int size, StoredTags tags) throws IOException {
    StoredDescription described = StoredDescription.of(metadata(size)).with(tags);
    StoredName stored = new StoredName(name);
    return store().write(stored, body(bytes(size)), described, WriteCondition.NONE).etag();
  }

  private static StoredMetadata metadata(int mark) {
    return StoredMetadata.of(bytes(mark % 1000 + 1));
  }

  private void copy(String from, String to, Optional<StoredTags> tags) throws IOException {
    StoredHead head = head(from);
    StoredSource source =
        new StoredSource(bucket(), new StoredName(from), head.etag(), head.size());
    StoredDescription plain = StoredDescription.of(head.metadata());
    StoredDescription described = tags.map(plain::with).orElse(plain);
    store().copy(source, new StoredName(to), described, WriteCondition.NONE);
  }

  @Test
  default void tagsComeWithAWrite() throws Exception {
    if (gaps().contains(StoreGap.TAGS)) {
      assertFault(StoreFault.TAGS_UNSUPPORTED, () -> writeTagged("tagged", 10, ONE));
      assertFault(StoreFault.TAGS_UNSUPPORTED, () -> writeTagged("tagged", 200_000, ONE));
      assertAbsent("tagged");
      return;
    }
    for (int size : new int[] {0, 10, 200_000}) {
      for (StoredTags tags : List.of(ONE, longest(), StoredTags.NONE)) {
        writeTagged("tagged", size, tags);
        assertEquals(tags, tags("tagged"));
        assertArrayEquals(bytes(size), read("tagged"));
        assertEquals(metadata(size), head("tagged").metadata());
      }
      writeTagged("tagged", size, ONE);
      write("tagged", bytes(size));
      assertEquals(StoredTags.NONE, tags("tagged"));
    }
  }

  @Test
  default void tagsAreChangedAloneAndCounted() throws Exception {
    if (gaps().contains(StoreGap.TAGS)) {
      write("changed", bytes(10));
      assertFault(StoreFault.TAGS_UNSUPPORTED, () -> tags("changed"));
      assertFault(StoreFault.TAGS_UNSUPPORTED, () -> retag("changed", ONE));
      StoredVersion object = StoredVersion.current(new StoredName("changed"));
      assertFault(StoreFault.TAGS_UNSUPPORTED, () -> store().tags().delete(object));
      return;
    }
    for (int size : new int[] {0, 10, 200_000}) {
      writeTagged("changed", size, ONE);
      StoredHead before = head("changed");
      for (StoredTags tags : List.of(longest(), StoredTags.NONE, ONE)) {
        retag("changed", tags);
        assertEquals(tags, tags("changed"));
        assertUntouched(before, size);
        assertEquals(tags.byKey().size(), head("changed").traits().tags().orElse(0));
      }
      for (int i = 0; i < 2; i++) {
        store().tags().delete(StoredVersion.current(new StoredName("changed")));
        assertEquals(StoredTags.NONE, tags("changed"));
        assertUntouched(before, size);
      }
    }
  }

  private void assertUntouched(StoredHead before, int size) throws IOException {
    StoredHead now = head("changed");
    assertEquals(before.etag(), now.etag());
    assertEquals(before.lastModified(), now.lastModified());
    assertEquals(before.metadata(), now.metadata());
    assertArrayEquals(bytes(size), read("changed"));
  }

  @Test
  default void thereAreNoTagsOfNothing() throws Exception {
    if (gaps().contains(StoreGap.TAGS)) {
      return;
    }
    StoredVersion nothing = StoredVersion.current(new StoredName("nothing"));
    assertFault(StoreFault.NO_SUCH_OBJECT, () -> store().tags().get(nothing));
    assertFault(StoreFault.NO_SUCH_OBJECT, () -> store().tags().put(nothing, ONE));
    assertFault(StoreFault.NO_SUCH_OBJECT, () -> store().tags().delete(nothing));
    assertAbsent("nothing");
    TagStore nowhere = buckets().open(bucket() + "-11").tags();
    assertFault(StoreFault.NO_SUCH_BUCKET, () -> nowhere.get(nothing));
    assertFault(StoreFault.NO_SUCH_BUCKET, () -> nowhere.put(nothing, ONE));
    assertFault(StoreFault.NO_SUCH_BUCKET, () -> nowhere.delete(nothing));
  }

  @Test
  default void aCopyHasTheTagsOfItsSourceOrItsOwn() throws Exception {
    if (gaps().contains(StoreGap.TAGS)) {
      write("source", bytes(10));
      copy("source", "copied", Optional.empty());
      copy("source", "copied", Optional.of(StoredTags.NONE));
      assertFault(StoreFault.TAGS_UNSUPPORTED, () -> copy("source", "refused", Optional.of(ONE)));
      assertAbsent("refused");
      return;
    }
    if (gaps().contains(StoreGap.TAGS_OF_COPIES)) {
      writeTagged("source", 10, ONE);
      copy("source", "copied", Optional.of(ONE));
      assertEquals(StoredTags.NONE, tags("copied"));
      return;
    }
    for (int size : new int[] {10, 200_000}) {
      writeTagged("source", size, longest());
      copy("source", "copied", Optional.empty());
      assertEquals(longest(), tags("copied"));
      copy("source", "copied", Optional.of(ONE));
      assertEquals(ONE, tags("copied"));
      copy("source", "copied", Optional.of(StoredTags.NONE));
      assertEquals(StoredTags.NONE, tags("copied"));
      copy("source", "source", Optional.of(ONE));
      assertEquals(ONE, tags("source"));
      copy("source", "source", Optional.empty());
      assertEquals(ONE, tags("source"));
      copy("source", "copied", Optional.empty());
      retag("source", StoredTags.NONE);
      assertEquals(ONE, tags("copied"));
    }
  }

  @Test
  default void anUploadGivesItsTagsToItsObject() throws Exception {
    StoredName name = new StoredName("uploaded");
    StoredDescription described = StoredDescription.of(metadata(7)).with(longest());
    if (gaps().contains(StoreGap.TAGS)) {
      assertFault(StoreFault.TAGS_UNSUPPORTED, () -> uploads().create(name, described));
      assertTrue(uploads().list("", UploadPosition.FIRST, 1).entries().isEmpty());
      return;
    }
    StoredUpload upload = new StoredUpload(name, uploads().create(name, described));
    complete(upload, part(upload, 1, bytes(100)));
    assertEquals(
        gaps().contains(StoreGap.TAGS_OF_COPIES) ? StoredTags.NONE : longest(), tags("uploaded"));
    retag("uploaded", ONE);
    assertEquals(ONE, tags("uploaded"));
    assertArrayEquals(bytes(100), read("uploaded"));
  }
}
