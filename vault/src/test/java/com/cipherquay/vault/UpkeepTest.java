package com.cipherquay.vault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.keyset.EpochVault;
import com.cipherquay.keyset.Keyset;
import com.cipherquay.store.ByteRange;
import com.cipherquay.store.CountingBucketStore;
import com.cipherquay.store.Durability;
import com.cipherquay.store.LegalHold;
import com.cipherquay.store.LocalStore;
import com.cipherquay.store.StorageClass;
import com.cipherquay.store.StoreCall;
import com.cipherquay.store.StoredHead;
import com.cipherquay.store.StoredLock;
import com.cipherquay.store.StoredName;
import com.cipherquay.store.Versioning;
import com.cipherquay.store.WriteCondition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rewraps and encrypts anew what was written before a rotation. */
final class UpkeepTest {

  private static final String BUCKET = "bucket";
  private static final ObjectKey KEY = new ObjectKey("docs/plan.txt");
  private static final Keyset BEFORE = EpochVault.keyset(1);
  private static final Keyset AFTER = EpochVault.keyset(2);

  private static final ObjectDescription DESCRIPTION =
      new ObjectDescription(
          new ObjectMetadata(
              Map.of(StandardHeader.CONTENT_TYPE, "text/plain"),
              Map.of("owner", "me", ObjectMetadata.EXPIRES, "2099-01-02T03:04:05Z"),
              Map.of(ChecksumAlgorithm.CRC32, "yZRlqg==")),
          new ObjectTags(new TreeMap<>(Map.of("project", "blue"))),
          new StorageClass("STANDARD_IA"));

  private final CountingBucketStore store;
  private final Vaults before;
  private final Vaults after;
  private final Upkeep upkeep;

  UpkeepTest(@TempDir Path directory) throws IOException {
    this.store = new CountingBucketStore(LocalStore.open(directory, Durability.BUFFERED));
    this.before = Vaults.of(BEFORE, store);
    this.after = Vaults.of(AFTER, store);
    this.upkeep = after.upkeep(BUCKET);
  }

  @AfterEach
  void closeStore() throws IOException {
    store.close();
  }

  @BeforeEach
  void createBucket() throws IOException {
    before.create(BUCKET);
  }

  @Test
  void rewrapsWithOneLookAndOneCopy() throws IOException {
    put(before, KEY, 200_000, ObjectDescription.of(ObjectMetadata.EMPTY));
    ObjectInfo was = before.open(BUCKET).head(KEY);
    FoundObject found = only();
    store.counts().reset();
    assertEquals(UpkeepOutcome.DONE, upkeep.rewrap(found));
    assertEquals(Map.of(StoreCall.HEAD, 1L, StoreCall.COPY, 1L), store.counts().byCall());
    assertEquals(2, epoch());
    assertEquals(was.metadata(), after.open(BUCKET).head(KEY).metadata());
    assertReads(200_000);
    store.counts().reset();
    assertEquals(UpkeepOutcome.CURRENT, upkeep.rewrap(only()));
    assertEquals(Map.of(StoreCall.HEAD, 1L, StoreCall.LIST, 1L), store.counts().byCall());
  }

  @Test
  void rewrapsObjectsOfPartsWithoutReadingThem() throws IOException {
    byte[] body = upload(5 << 20, 777);
    FoundObject found = only();
    store.counts().reset();
    assertEquals(UpkeepOutcome.DONE, upkeep.rewrap(found));
    assertEquals(Map.of(StoreCall.HEAD, 1L, StoreCall.COPY, 1L), store.counts().byCall());
    assertEquals(2, epoch());
    assertArrayEquals(body, VaultFixture.read(after.open(BUCKET), KEY, new ByteRange.Whole()));
  }

  @Test
  void rewrapKeepsAllThatAnObjectHas() throws IOException {
    keepsAll(upkeep::rewrap, true);
  }

  @Test
  void reencryptKeepsAllThatAnObjectHas() throws IOException {
    keepsAll(upkeep::reencrypt, false);
  }

  /** One of the two. */
  @FunctionalInterface
  private interface Work {
    UpkeepOutcome on(FoundObject found) throws IOException;
  }

  private void keepsAll(Work work, boolean sameWrite) throws IOException {
    put(before, KEY, 70_000, DESCRIPTION);
    OpenedObject was = opened();
    assertEquals(UpkeepOutcome.DONE, work.on(only()));
    OpenedObject is = opened();
    assertEquals(2, is.wrapped().epoch());
    assertEquals(sameWrite, was.writeId().equals(is.writeId()));
    assertEquals(was.contents().metadata(), is.contents().metadata());
    assertEquals(sameWrite, was.contents().equals(is.contents()));
    assertEquals(new StorageClass("STANDARD_IA"), is.head().traits().storageClass());
    Vault vault = after.open(BUCKET);
    assertEquals(DESCRIPTION.tags(), vault.tags().get(ObjectVersion.current(KEY)));
    assertReads(70_000);
  }

  @Test
  void reencryptDrawsANewDataKeyAndKeepsParts() throws IOException {
    byte[] body = upload(5 << 20, 6 << 20, 42);
    ObjectInfo was = after.open(BUCKET).head(KEY);
    byte[] keyBefore = opened().key().raw();
    assertEquals(UpkeepOutcome.DONE, upkeep.reencrypt(only()));
    assertFalse(Arrays.equals(keyBefore, opened().key().raw()));
    assertEquals(2, epoch());
    ObjectInfo is = after.open(BUCKET).head(KEY);
    assertEquals(was.parts().toString(), is.parts().toString());
    assertEquals(6 << 20, after.open(BUCKET).headPart(KEY, 2).length());
    assertEquals(was.checksums(), is.checksums());
    assertArrayEquals(body, VaultFixture.read(after.open(BUCKET), KEY, new ByteRange.Whole()));
  }

  @Test
  void leavesLockedAndArchivedObjects() throws IOException {
    after.create("locked", true);
    StoredLock hold = StoredLock.NONE.with(LegalHold.ON);
    ObjectDescription locked =
        new ObjectDescription(ObjectMetadata.EMPTY, ObjectTags.NONE, StorageClass.STANDARD, hold);
    before.open("locked").put(KEY, locked, TestBody.of(new byte[9]), WriteCondition.NONE);
    FoundObject found = after.upkeep("locked").walk("", "").next().get(0);
    assertEquals(UpkeepOutcome.LOCKED, after.upkeep("locked").rewrap(found));
    assertEquals(UpkeepOutcome.LOCKED, after.upkeep("locked").reencrypt(found));
    ObjectDescription archived =
        new ObjectDescription(ObjectMetadata.EMPTY, ObjectTags.NONE, new StorageClass("GLACIER"));
    put(before, KEY, 9, archived);
    assertEquals(UpkeepOutcome.ARCHIVED, upkeep.rewrap(only()));
    assertEquals(UpkeepOutcome.ARCHIVED, upkeep.reencrypt(only()));
    assertEquals(UpkeepOutcome.ARCHIVED, upkeep.check(only(), true).outcome());
    assertEquals(1, epoch());
  }

  @Test
  void makesANewVersionAndLeavesTheOldOne() throws IOException {
    after.open(BUCKET).versions().set(Versioning.ENABLED);
    put(before, KEY, 10, ObjectDescription.of(ObjectMetadata.EMPTY));
    Optional<String> old = after.open(BUCKET).head(KEY).versionId();
    assertEquals(UpkeepOutcome.DONE, upkeep.rewrap(only()));
    assertNotEquals(old, after.open(BUCKET).head(KEY).versionId());
    assertEquals(2, epoch());
    ObjectVersion first = new ObjectVersion(KEY, old);
    assertEquals(10, after.open(BUCKET).head(first).length());
  }

  @Test
  void saysWhatItCanNotDo() throws IOException {
    put(before, KEY, 10, ObjectDescription.of(ObjectMetadata.EMPTY));
    FoundObject found = only();
    VaultException old =
        assertThrows(
            VaultException.class,
            () ->
                Vaults.of(CopyFixture.keyset(Map.of(2, CopyFixture.filled(32, 0x32))), store)
                    .upkeep(BUCKET)
                    .rewrap(found));
    assertEquals(VaultFault.UNKNOWN_EPOCH, old.fault());
    after.open(BUCKET).delete(KEY);
    assertEquals(UpkeepOutcome.GONE, upkeep.rewrap(found));
    assertEquals(UpkeepOutcome.GONE, upkeep.reencrypt(found));
    assertEquals(UpkeepOutcome.GONE, upkeep.check(found, true).outcome());
  }

  @Test
  void walksAllPagesOfADirectoryFromAnywhere() throws IOException {
    for (String key : List.of("a", "d/1", "d/2", "d/3", "da", "e/1")) {
      put(before, new ObjectKey(key), 1, ObjectDescription.of(ObjectMetadata.EMPTY));
    }
    List<FoundObject> all = upkeep.walk("d/", "").next();
    assertEquals(
        List.of("d/1", "d/2", "d/3"),
        all.stream().map(found -> found.key().orElseThrow().value()).sorted().toList());
    List<FoundObject> rest = upkeep.walk("d/", all.get(0).storedName()).next();
    assertEquals(all.subList(1, 3), rest);
    assertEquals(6, upkeep.walk("", "").next().size());
    ObjectWalk walk = upkeep.walk("", "");
    assertEquals(6, walk.next().size());
    assertTrue(walk.next().isEmpty());
  }

  /** FORMAT.md, R36: the header in a copy has its data key for who has the keys of its origin. */
  @Test
  void onlyCopiesAreSeparated() throws IOException {
    ObjectKey copy = new ObjectKey("elsewhere");
    put(before, KEY, 1000, ObjectDescription.of(ObjectMetadata.EMPTY));
    Vault vault = before.open(BUCKET);
    vault.copy(vault.source(KEY), copy, Optional.empty(), WriteCondition.NONE);
    vault.delete(KEY);
    put(before, new ObjectKey("other"), 1000, ObjectDescription.of(ObjectMetadata.EMPTY));
    assertEquals(1, notes());
    Map<String, UpkeepOutcome> first = new TreeMap<>();
    for (FoundObject found : upkeep.walk("", "").next()) {
      if (found.isObject()) {
        first.put(found.key().orElseThrow().value(), upkeep.separate(found));
      }
    }
    assertEquals(Map.of("elsewhere", UpkeepOutcome.DONE, "other", UpkeepOutcome.CURRENT), first);
    assertEquals(0, notes());
    for (FoundObject found : upkeep.walk("", "").next()) {
      assertEquals(UpkeepOutcome.CURRENT, upkeep.separate(found));
    }
    byte[] body = VaultFixture.read(after.open(BUCKET), copy, new ByteRange.Whole());
    assertArrayEquals(TestBody.bytes(1000), body);
  }

  private long notes() throws IOException {
    return upkeep.walk("", "").next().stream()
        .filter(found -> found.storedName().startsWith(CopyNote.ALL))
        .count();
  }

  private void put(Vaults vaults, ObjectKey key, int length, ObjectDescription description)
      throws IOException {
    PlaintextBody body = TestBody.of(TestBody.bytes(length));
    vaults.open(BUCKET).put(key, description, body, WriteCondition.NONE);
  }

  private byte[] upload(int... lengths) throws IOException {
    TestUpload upload = TestUpload.create(before.open(BUCKET), KEY, Optional.empty());
    byte[] all = TestBody.bytes(Arrays.stream(lengths).sum());
    int from = 0;
    for (int i = 0; i < lengths.length; i++) {
      upload.put(i + 1, Arrays.copyOfRange(all, from, from + lengths[i]));
      from += lengths[i];
    }
    upload.complete();
    return all;
  }

  /** The one object of clients in the bucket. */
  private FoundObject only() throws IOException {
    List<FoundObject> objects =
        upkeep.walk("", "").next().stream().filter(FoundObject::isObject).toList();
    assertEquals(1, objects.size());
    return objects.get(0);
  }

  private OpenedObject opened() throws IOException {
    PathKeys paths = PathKeys.of(DirectoryKeys.of(AFTER), BUCKET);
    StoredName name = paths.storedName(KEY);
    StoredHead head = store.open(BUCKET).head(name);
    return OpenedObject.open(new ObjectPath(paths, KEY), head);
  }

  private int epoch() throws IOException {
    return opened().wrapped().epoch();
  }

  private void assertReads(int length) throws IOException {
    byte[] body = VaultFixture.read(after.open(BUCKET), KEY, new ByteRange.Whole());
    assertArrayEquals(TestBody.bytes(length), body);
  }
}
