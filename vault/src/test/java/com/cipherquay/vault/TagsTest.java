package com.cipherquay.vault;

import static com.cipherquay.vault.VaultFixture.KEY;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.store.ByteRange;
import com.cipherquay.store.StorageClass;
import com.cipherquay.store.StoreCall;
import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import com.cipherquay.store.StoredTags;
import com.cipherquay.store.StoredVersion;
import com.cipherquay.store.WriteCondition;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Tags through a vault: what the store gets, what comes back, and what it costs. */
final class TagsTest {

  private static final ObjectTags TAGS = ObjectTags.of(Map.of("project", "blue", "a", ""));

  private final VaultFixture fixture = new VaultFixture();
  private final Vault vault = fixture.vault;

  private void put(byte[] body, ObjectTags tags) throws IOException {
    ObjectDescription described = described(tags);
    vault.put(KEY, described, TestBody.of(body), WriteCondition.NONE);
  }

  private static ObjectDescription described(ObjectTags tags) {
    return new ObjectDescription(ObjectMetadata.EMPTY, tags, StorageClass.STANDARD);
  }

  private StoredTags stored() throws IOException {
    return fixture.store.tags().get(StoredVersion.current(fixture.paths.storedName(KEY)));
  }

  @Test
  void tagsTravelWithTheWrite() throws IOException {
    for (int size : new int[] {0, 10, 70_000}) {
      fixture.calls.reset();
      put(TestBody.bytes(size), TAGS);
      assertEquals(Map.of(StoreCall.WRITE, 1L), fixture.calls.byCall());
      assertEquals(TAGS, vault.tags().get(ObjectVersion.current(KEY)));
      assertEquals(2, vault.head(KEY).traits().tags().orElseThrow());
      assertArrayEquals(TestBody.bytes(size), fixture.get());
    }
  }

  @Test
  void changingTagsIsOneCallAndNothingElse() throws IOException {
    fixture.put(TestBody.bytes(70_000));
    ObjectInfo before = vault.head(KEY);
    fixture.calls.reset();
    vault.tags().put(ObjectVersion.current(KEY), TAGS);
    assertEquals(TAGS, vault.tags().get(ObjectVersion.current(KEY)));
    vault.tags().delete(ObjectVersion.current(KEY));
    assertEquals(
        Map.of(StoreCall.PUT_TAGS, 1L, StoreCall.GET_TAGS, 1L, StoreCall.DELETE_TAGS, 1L),
        fixture.calls.byCall());
    assertEquals(ObjectTags.NONE, vault.tags().get(ObjectVersion.current(KEY)));
    assertEquals(before, vault.head(KEY));
    assertArrayEquals(TestBody.bytes(70_000), fixture.get());
  }

  @Test
  void whatTheVaultDidNotMakeIsHidden() throws IOException {
    put(new byte[3], TAGS);
    Map<String, String> mixed = new HashMap<>(stored().byKey());
    mixed.put("cost-center", "7");
    mixed.put(mixed.keySet().iterator().next() + "A", "x");
    fixture
        .store
        .tags()
        .put(StoredVersion.current(fixture.paths.storedName(KEY)), new StoredTags(mixed));
    assertEquals(TAGS, vault.tags().get(ObjectVersion.current(KEY)));
  }

  @Test
  void equalTagsOfABucketAreEqualInTheStoreAndOfAnotherAreNot() throws IOException {
    put(new byte[3], TAGS);
    StoredTags first = stored();
    put(new byte[4], TAGS);
    assertEquals(first, stored());
    StoredTags elsewhere = TagCipher.of(VaultFixture.paths("other")).seal(TAGS);
    Set<String> both = new HashSet<>(first.byKey().keySet());
    both.retainAll(elsewhere.byKey().keySet());
    assertEquals(Set.of(), both);
    both.addAll(first.byKey().values());
    both.retainAll(elsewhere.byKey().values());
    assertEquals(Set.of(), both);
  }

  @Test
  void aTagThatIsTooLongIsRefusedAndNothingIsWritten() throws IOException {
    ObjectTags longest = ObjectTags.of(Map.of("k".repeat(80), "\u00e9".repeat(88)));
    put(new byte[1], longest);
    assertEquals(longest, vault.tags().get(ObjectVersion.current(KEY)));
    String etag = vault.head(KEY).etag();
    for (ObjectTags tooLong :
        Set.of(
            ObjectTags.of(Map.of("k".repeat(81), "")),
            ObjectTags.of(Map.of("k", "v" + "\u00e9".repeat(88))))) {
      for (var attempt :
          Set.<Executable>of(
              () -> put(new byte[2], tooLong),
              () -> vault.tags().put(ObjectVersion.current(KEY), tooLong),
              () -> vault.uploads().create(KEY, described(tooLong), Optional.empty()))) {
        VaultException e = assertThrows(VaultException.class, attempt);
        assertEquals(VaultFault.TAG_TOO_LONG, e.fault());
      }
    }
    assertEquals(etag, vault.head(KEY).etag());
    assertEquals(longest, vault.tags().get(ObjectVersion.current(KEY)));
  }

  @Test
  void tagsOfNothing() {
    StoreException e =
        assertThrows(StoreException.class, () -> vault.tags().get(ObjectVersion.current(KEY)));
    assertEquals(StoreFault.NO_SUCH_OBJECT, e.fault());
    e =
        assertThrows(
            StoreException.class, () -> vault.tags().put(ObjectVersion.current(KEY), TAGS));
    assertEquals(StoreFault.NO_SUCH_OBJECT, e.fault());
  }

  @Test
  void anUploadGivesItsTagsToTheObject() throws IOException {
    ObjectDescription described = described(TAGS);
    String id = vault.uploads().create(KEY, described, Optional.empty());
    String etag = vault.uploads().putPart(KEY, id, 1, TestBody.of(new byte[9]));
    complete(vault, KEY, id, etag);
    assertEquals(TAGS, vault.tags().get(ObjectVersion.current(KEY)));
    assertArrayEquals(new byte[9], VaultFixture.read(vault, KEY, new ByteRange.Whole()));
  }

  private static void complete(Vault vault, ObjectKey key, String id, String etag)
      throws IOException {
    List<CompletedPart> parts = List.of(new CompletedPart(1, etag, Map.of()));
    vault
        .uploads()
        .complete(
            key,
            id,
            new UploadCompletion(
                parts, Optional.empty(), OptionalLong.empty(), WriteCondition.NONE));
  }

  @Test
  void whatAStoreForgetsOfACopyOrAnUploadIsPutAgain() throws IOException {
    LyingStore forgetful = new LyingStore(fixture.store);
    forgetful.forgetsTags = true;
    Vault over = fixture.over(forgetful);
    put(new byte[5], TAGS);
    ObjectKey to = new ObjectKey("to");
    CopyDescription along =
        new CopyDescription(Optional.empty(), Optional.empty(), StorageClass.STANDARD);
    over.copy(over.source(KEY), to, along, WriteCondition.NONE);
    assertEquals(TAGS, vault.tags().get(ObjectVersion.current(to)));
    ObjectDescription described = described(TAGS);
    String id = vault.uploads().create(to, described, Optional.empty());
    String etag = vault.uploads().putPart(to, id, 1, TestBody.of(new byte[9]));
    forgetful.onUploads = uploads -> new ForgetfulUploads(uploads, fixture.store);
    complete(over, to, id, etag);
    assertEquals(TAGS, vault.tags().get(ObjectVersion.current(to)));
  }

  @Property(tries = 200)
  void tagsComeBackAsTheyWere(@ForAll("tags") Map<String, String> byKey) throws IOException {
    VaultFixture fresh = new VaultFixture();
    TagCipher cipher = TagCipher.of(fresh.paths);
    ObjectTags tags = ObjectTags.of(byKey);
    StoredTags stored = cipher.seal(tags);
    assertEquals(tags, cipher.open(stored));
    assertEquals(stored, StoredTags.decode(stored.encoded()));
    stored
        .byKey()
        .forEach(
            (key, value) -> {
              assertTrue(key.matches("[A-Za-z0-9_-]{22,128}"), key);
              assertTrue(value.matches("[A-Za-z0-9_-]{22,256}"), value);
              assertNotEquals(key, value);
            });
  }

  @Provide
  Arbitrary<Map<String, String>> tags() {
    Arbitrary<String> keys =
        Arbitraries.strings()
            .withChars("abz \u00e9\u4e2d_.:/=+-@09")
            .ofMinLength(1)
            .ofMaxLength(26);
    Arbitrary<String> values =
        Arbitraries.strings().withChars("abz \u00e9\u4e2d_.:/=+-@09").ofMaxLength(58);
    return Arbitraries.maps(keys, values).ofMaxSize(StoredTags.MOST);
  }
}
