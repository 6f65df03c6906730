package com.cipherquay.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.cipherquay.store.StorageClass;
import com.cipherquay.store.StoreCall;
import com.cipherquay.store.StoredVersion;
import com.cipherquay.store.WriteCondition;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What becomes of tags when an object is copied. */
final class TagCopyTest {

  private static final ObjectKey KEY = new ObjectKey("dir/source");
  private static final ObjectKey TO = new ObjectKey("copy");
  private static final ObjectTags TAGS = ObjectTags.of(Map.of("project", "blue"));
  private static final ObjectTags OTHERS = ObjectTags.of(Map.of("a", "b", "c", "d"));

  private void put(Vault vault, ObjectTags tags) throws IOException {
    ObjectDescription described =
        new ObjectDescription(ObjectMetadata.EMPTY, tags, StorageClass.STANDARD);
    vault.put(KEY, described, TestBody.of(new byte[70_000]), WriteCondition.NONE);
  }

  private static void copy(Vault from, Vault to, Optional<ObjectTags> tags) throws IOException {
    CopyDescription described = new CopyDescription(Optional.empty(), tags, StorageClass.STANDARD);
    to.copy(from.source(KEY), TO, described, WriteCondition.NONE);
  }

  @Test
  void tagsGoAlongOrAreReplaced() throws IOException {
    CopyFixture fixture = new CopyFixture();
    Vault one = fixture.vault("one");
    put(one, TAGS);
    for (String bucket : new String[] {"one", "two"}) {
      Vault to = fixture.vault(bucket);
      copy(one, to, Optional.empty());
      assertEquals(TAGS, to.tags().get(ObjectVersion.current(TO)));
      copy(one, to, Optional.of(OTHERS));
      assertEquals(OTHERS, to.tags().get(ObjectVersion.current(TO)));
      copy(one, to, Optional.of(ObjectTags.NONE));
      assertEquals(ObjectTags.NONE, to.tags().get(ObjectVersion.current(TO)));
      assertEquals(TAGS, one.tags().get(ObjectVersion.current(KEY)));
    }
  }

  @Test
  void onlyTagsCostMoreCalls() throws IOException {
    CopyFixture fixture = new CopyFixture();
    Vault one = fixture.vault("one");
    Vault two = fixture.vault("two");
    Map<StoreCall, Long> headNoteAndCopy =
        Map.of(StoreCall.HEAD, 1L, StoreCall.WRITE, 1L, StoreCall.COPY, 1L);
    put(one, TAGS);
    fixture.calls().reset();
    for (Vault to : List.of(one, two)) {
      // To read them before, and to make sure of them after.
      fixture.calls().reset();
      copy(one, to, Optional.empty());
      assertEquals(2, fixture.calls().of(StoreCall.GET_TAGS));
      assertEquals(5, fixture.calls().total());
      fixture.calls().reset();
      copy(one, to, Optional.of(OTHERS));
      assertEquals(1, fixture.calls().of(StoreCall.GET_TAGS));
      assertEquals(4, fixture.calls().total());
      fixture.calls().reset();
      copy(one, to, Optional.of(ObjectTags.NONE));
      assertEquals(headNoteAndCopy, fixture.calls().byCall());
    }
    put(one, ObjectTags.NONE);
    fixture.calls().reset();
    copy(one, two, Optional.empty());
    assertEquals(headNoteAndCopy, fixture.calls().byCall());
  }

  @Test
  void theStoreDoesNotSeeThatTwoBucketsShareATag() throws IOException {
    CopyFixture fixture = new CopyFixture();
    put(fixture.vault("one"), TAGS);
    copy(fixture.vault("one"), fixture.vault("two"), Optional.empty());
    StoredVersion source = StoredVersion.current(fixture.name("one", KEY));
    StoredVersion copy = StoredVersion.current(fixture.name("two", TO));
    assertNotEquals(fixture.store("one").tags().get(source), fixture.store("two").tags().get(copy));
  }

  @Test
  void tagsGoAlongWhereTheBodyIsEncryptedAnew() throws IOException {
    CopyFixture fixture = new CopyFixture((fromBucket, from, toBucket, to) -> true);
    Vault one = fixture.vault("one");
    put(one, TAGS);
    copy(one, one, Optional.empty());
    assertEquals(TAGS, one.tags().get(ObjectVersion.current(TO)));
    copy(one, fixture.vault("two"), Optional.of(OTHERS));
    assertEquals(OTHERS, fixture.vault("two").tags().get(ObjectVersion.current(TO)));
    fixture.putParts(KEY, ObjectMetadata.EMPTY, Optional.empty(), 5 << 20, 10);
    fixture
        .store("one")
        .tags()
        .put(
            StoredVersion.current(fixture.name("one", KEY)),
            TagCipher.of(fixture.paths("one")).seal(OTHERS));
    copy(one, fixture.vault("two"), Optional.empty());
    assertEquals(OTHERS, fixture.vault("two").tags().get(ObjectVersion.current(TO)));
  }
}
