package com.cipherquay.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.cipherquay.keyset.FixedKeyset;
import com.cipherquay.store.BucketStore;
import com.cipherquay.store.ByteRange;
import com.cipherquay.store.MemoryBucketStore;
import com.cipherquay.store.StorageClass;
import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import com.cipherquay.store.StoredBody;
import com.cipherquay.store.StoredMetadata;
import com.cipherquay.store.StoredName;
import com.cipherquay.store.WriteCondition;
import com.cipherquay.vault.ListPage.ListedObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a listing says of an object is what reading the object says. */
final class VaultListTest {

  @Test
  void listsEveryObjectWithItsExactLengthAndTag() throws IOException {
    try (BucketStore store = new MemoryBucketStore()) {
      Vaults vaults = Vaults.of(FixedKeyset.create(), store);
      vaults.create("bucket");
      Vault vault = vaults.open("bucket");
      Set<ListedObject> expected = new HashSet<>();
      for (int length : List.of(0, 1, 65_519, 65_520, 65_521, 131_040, 5 << 20)) {
        ObjectKey key = new ObjectKey("dir/" + length);
        PlaintextBody body =
            new PlaintextBody(new ByteArrayInputStream(new byte[length]), length, () -> Map.of());
        vault.put(key, ObjectMetadata.EMPTY, body, WriteCondition.NONE);
        try (VaultObject read = vault.get(key, new ByteRange.Whole())) {
          ObjectInfo info = read.info();
          expected.add(
              new ListedObject(
                  key, info.etag(), length, info.lastModified(), StorageClass.STANDARD));
        }
      }
      ListPage page =
          vault.list(new ListRequest("dir/", "/", ListPosition.BEGINNING, 1000, ListOrder.STORED));
      assertEquals(expected, Set.copyOf(page.objects()));
      assertEquals(0, vaults.undecryptableNames());
    }
  }

  @Test
  void countsTheUndecryptableNamesOfAllBuckets() throws IOException {
    try (BucketStore store = new MemoryBucketStore()) {
      Vaults vaults = Vaults.of(FixedKeyset.create(), store);
      for (String bucket : List.of("one", "two")) {
        vaults.create(bucket);
        StoredBody body = new StoredBody(new ByteArrayInputStream(new byte[304]), 304);
        store
            .open(bucket)
            .write(new StoredName("foreign"), body, StoredMetadata.NONE, WriteCondition.NONE);
        ListPage page =
            vaults
                .open(bucket)
                .list(new ListRequest("", "", ListPosition.BEGINNING, 1000, ListOrder.STORED));
        assertEquals(List.of(), page.objects());
      }
      assertEquals(2, vaults.undecryptableNames());
    }
  }

  @Test
  void aMissingBucketIsMissingEvenForAnEmptyPage() throws IOException {
    try (BucketStore store = new MemoryBucketStore()) {
      Vault vault = Vaults.of(FixedKeyset.create(), store).open("none");
      for (int maxKeys : new int[] {0, 10}) {
        ListRequest request =
            new ListRequest("", "", ListPosition.BEGINNING, maxKeys, ListOrder.STORED);
        StoreException e = assertThrows(StoreException.class, () -> vault.list(request));
        assertEquals(StoreFault.NO_SUCH_BUCKET, e.fault());
      }
    }
  }
}
