package com.cipherquay.vault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.grant.GrantScope;
import com.cipherquay.keyset.ForeignKeys;
import com.cipherquay.store.ByteRange;
import com.cipherquay.store.StorageClass;
import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import com.cipherquay.store.WriteCondition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a vault does with keys that another one gave it. */
final class KeyImportsTest {

  private static final List<String> TREE =
      List.of("A/x", "a", "a/", "a//", "a/b", "a/b/c", "a/ü", "ab/x", "b");

  private final TwoVaults two = new TwoVaults();

  private void fill() throws IOException {
    for (String key : TREE) {
      TwoVaults.put(two.giver(), key);
    }
  }

  private static void assertFault(VaultFault fault, Attempt attempt) {
    assertEquals(fault, assertThrows(VaultException.class, attempt::run).fault());
  }

  @FunctionalInterface
  private interface Attempt {
    void run() throws IOException;
  }

  @Test
  void it_reads_what_is_below_and_sees_the_way_to_it() throws IOException {
    fill();
    two.give(TwoVaults.scope("a/"), 2);
    assertEquals("a/b/c", TwoVaults.get(two.taker(), "a/b/c"));
    assertEquals(List.of("a/"), TwoVaults.list(two.taker(), "", "/"));
    assertEquals(
        List.of("a//", "a/b/", "a/", "a/b", "a/ü"), TwoVaults.list(two.taker(), "a/", "/"));
    for (String key : List.of("a", "b", "ab/x", "A/x")) {
      StoreException e = assertThrows(StoreException.class, () -> TwoVaults.get(two.taker(), key));
      assertEquals(StoreFault.NO_SUCH_OBJECT, e.fault(), key);
    }
  }

  @Test
  void both_write_and_both_read() throws IOException {
    two.give(TwoVaults.scope("p/q/"), 1, 2);
    TwoVaults.put(two.taker(), "p/q/new");
    assertEquals("p/q/new", TwoVaults.get(two.giver(), "p/q/new"));
    TwoVaults.put(two.giver(), "p/q/new");
    assertEquals("p/q/new", TwoVaults.get(two.taker(), "p/q/new"));
    // Beside it, and on the way to it, each vault has its own.
    TwoVaults.put(two.taker(), "p/r");
    TwoVaults.put(two.giver(), "p/s");
    assertEquals(List.of("p/q/", "p/r"), TwoVaults.list(two.taker(), "p/", "/"));
    assertEquals(List.of("p/q/", "p/s"), TwoVaults.list(two.giver(), "p/", "/"));
    two.taker().delete(new ObjectKey("p/q/new"));
    assertEquals(List.of("p/s"), TwoVaults.list(two.giver(), "", ""));
  }

  @Test
  void uploads_in_parts() throws IOException {
    two.give(TwoVaults.scope("a/"), 2);
    ObjectKey key = new ObjectKey("a/large");
    TestUpload upload =
        TestUpload.create(two.taker(), key, Optional.empty()).put(1, 5 << 20).put(2, 100);
    // Every proxy of either vault can go on with it.
    TestUpload same = upload.through(two.giver()).put(2, 200);
    same.complete();
    byte[] read = VaultFixture.read(two.giver(), key, new ByteRange.Whole());
    assertArrayEquals(same.plaintext(), read);
    assertArrayEquals(read, VaultFixture.read(two.taker(), key, new ByteRange.Whole()));
    two.takeBack();
    assertThrows(StoreException.class, () -> upload.through(two.taker()).put(3, 100));
  }

  @Test
  void one_object_alone() throws IOException {
    fill();
    two.give(GrantScope.ofObject(TwoVaults.BUCKET, "a/b"), 2);
    two.give(GrantScope.ofObject(TwoVaults.BUCKET, "a/"), 2);
    assertEquals("a/b", TwoVaults.get(two.taker(), "a/b"));
    assertEquals(List.of("a/", "a/b"), TwoVaults.list(two.taker(), "", ""));
    TwoVaults.put(two.taker(), "a/own");
    assertEquals(List.of("a/", "a/b", "a/own"), TwoVaults.list(two.taker(), "", ""));
    assertEquals(TREE.size(), TwoVaults.list(two.giver(), "", "").size());
  }

  @Test
  void epochs_that_were_not_chosen_stay_shut() throws IOException {
    fill();
    two.give(TwoVaults.scope("a/"), 1);
    assertFault(VaultFault.UNKNOWN_EPOCH, () -> TwoVaults.get(two.taker(), "a/b"));
    TwoVaults.put(two.taker(), "a/b");
    assertEquals("a/b", TwoVaults.get(two.giver(), "a/b"));
  }

  @Test
  void own_names_give_way_and_come_back() throws IOException {
    TwoVaults.put(two.taker(), "a/own");
    TwoVaults.put(two.giver(), "a/theirs");
    Vault before = two.taker();
    two.give(TwoVaults.scope("a/"), 2);
    assertEquals(List.of("a/theirs"), TwoVaults.list(two.taker(), "", ""));
    assertEquals(List.of("a/"), TwoVaults.list(two.taker(), "", "/"));
    // Whoever has opened the bucket goes on with the keys that it had then.
    assertEquals("a/own", TwoVaults.get(before, "a/own"));
    two.takeBack();
    assertEquals(List.of("a/own"), TwoVaults.list(two.taker(), "", ""));
  }

  @Test
  void of_scopes_within_each_other_the_longest_counts() throws IOException {
    fill();
    two.give(TwoVaults.scope("a/"), 1);
    two.give(TwoVaults.scope("a/b/"), 2);
    assertEquals("a/b/c", TwoVaults.get(two.taker(), "a/b/c"));
    assertFault(VaultFault.UNKNOWN_EPOCH, () -> TwoVaults.get(two.taker(), "a/b"));
  }

  @Test
  void a_copy_never_shares_its_data_key() throws IOException {
    fill();
    TwoVaults.put(two.taker(), "own");
    two.give(TwoVaults.scope("a/"), 2);
    Map<String, String> copies = Map.of("a/b", "out", "own", "a/in", "a/b/c", "a/copy");
    for (Map.Entry<String, String> copy : copies.entrySet()) {
      CopySource source = two.taker().source(new ObjectKey(copy.getKey()));
      two.taker()
          .copy(
              source,
              new ObjectKey(copy.getValue()),
              new CopyDescription(Optional.empty(), Optional.empty(), StorageClass.STANDARD),
              WriteCondition.NONE);
      assertEquals(copy.getKey(), TwoVaults.get(two.taker(), copy.getValue()));
      CopySource made = two.taker().source(new ObjectKey(copy.getValue()));
      assertNotEquals(source.object().writeId(), made.object().writeId());
    }
    assertEquals("own", TwoVaults.get(two.giver(), "a/in"));
    assertThrows(StoreException.class, () -> TwoVaults.get(two.giver(), "out"));
  }

  @Test
  void tags_below_are_not_there_and_are_not_replaced() throws IOException {
    ObjectKey key = new ObjectKey("a/b");
    ObjectTags tags = ObjectTags.of(Map.of("colour", "blue"));
    fill();
    two.giver().tags().put(ObjectVersion.current(key), tags);
    two.give(TwoVaults.scope("a/"), 2);
    ObjectVersion object = ObjectVersion.current(key);
    assertTrue(two.taker().tags().get(object).isEmpty());
    assertFault(VaultFault.TAGS_FOREIGN, () -> two.taker().tags().put(object, tags));
    assertFault(VaultFault.TAGS_FOREIGN, () -> two.taker().tags().delete(object));
    ObjectDescription tagged =
        new ObjectDescription(ObjectMetadata.EMPTY, tags, StorageClass.STANDARD);
    assertFault(
        VaultFault.TAGS_FOREIGN,
        () -> two.taker().put(key, tagged, TestBody.of(new byte[1]), WriteCondition.NONE));
    assertEquals(tags, two.giver().tags().get(object));
  }

  @Test
  void a_whole_bucket_comes_with_all_that_belongs_to_it() throws IOException {
    fill();
    ObjectVersion object = ObjectVersion.current(new ObjectKey("a/b"));
    ObjectTags tags = ObjectTags.of(Map.of("colour", "blue"));
    two.giver().tags().put(object, tags);
    two.giver().documents().write(DocumentKind.CORS, new byte[] {1});
    two.give(TwoVaults.scope(""), 2);
    List<String> all = new ArrayList<>(TwoVaults.list(two.taker(), "", ""));
    assertEquals(TREE, all.stream().sorted().toList());
    assertEquals(tags, two.taker().tags().get(object));
    assertTrue(two.taker().documents().read(DocumentKind.CORS).isPresent());
  }

  @Test
  void documents_of_the_other_vault_are_not_there() throws IOException {
    two.giver().documents().write(DocumentKind.CORS, new byte[] {1});
    assertFault(VaultFault.CORRUPT, () -> two.taker().documents().read(DocumentKind.CORS));
    two.give(TwoVaults.scope("a/"), 2);
    assertEquals(Optional.empty(), two.taker().documents().read(DocumentKind.CORS));
  }

  @Test
  void keys_that_contradict_each_other() throws IOException {
    two.give(TwoVaults.scope("a/"), 2);
    assertThrows(IllegalArgumentException.class, () -> two.give(TwoVaults.scope("a/"), 1));
    List<ForeignKeys> both =
        new ArrayList<>(TwoVaults.keys(two.giver, TwoVaults.scope("w/1/"), Set.of(1)));
    both.addAll(TwoVaults.keys(two.taker, TwoVaults.scope("w/2/"), Set.of(1)));
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> KeyImports.of(both));
    assertEquals(
        "in s3://bucket/ there are keys of another vault on the way to w/", e.getMessage());
  }

  /** FORMAT.md, R71: else a giver could lead it to its own objects under another name. */
  @Test
  void aWayOverNamesOfItsOwnIsRefused() throws IOException {
    for (GrantScope scope :
        List.of(TwoVaults.scope("a/b/"), GrantScope.ofObject(TwoVaults.BUCKET, "a/k"))) {
      List<ForeignKeys> keys = TwoVaults.keys(two.giver, scope, Set.of(2));
      KeyImports.requireForeign(two.taker, keys);
      assertThrows(
          IllegalArgumentException.class, () -> KeyImports.requireForeign(two.giver, keys));
    }
  }
}
