package com.cipherquay.vault;

import static com.cipherquay.vault.VaultFixture.KEY;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.cipherquay.keyset.FixedKeyset;
import com.cipherquay.store.BucketStore;
import com.cipherquay.store.ByteRange;
import com.cipherquay.store.LocalStore;
import com.cipherquay.store.MemoryBucketStore;
import com.cipherquay.store.ObjectStore;
import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import com.cipherquay.store.StoredMetadata;
import com.cipherquay.store.StoredName;
import com.cipherquay.store.StoredPageRequest;
import com.cipherquay.store.StoredUpload;
import com.cipherquay.store.WriteCondition;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What uploads leave behind, and uploads that several processes work on. */
final class UploadSweepTest {

  private static final String BUCKET = "bucket";
  private static final int MIN = (int) PartMinimum.bytes();
  private static final Duration DAY = Duration.ofDays(1);

  /** What is old is a matter of the clock: from here everything is. */
  private static final Duration NOTHING_IS_YOUNG = Duration.ofHours(-1);

  private static final List<StoredName> STRAYS =
      List.of(new StoredName(".cq/x"), new StoredName(".cq/uploads/x"));

  private static int beside(BucketStore store) throws IOException {
    StoredPageRequest all = new StoredPageRequest(UploadFolder.RESERVED, false, "", 1000);
    return store.open(BUCKET).list(all).entries().size();
  }

  @Test
  void removesWhatEndedLongAgo() throws IOException {
    try (MemoryBucketStore store = new MemoryBucketStore()) {
      Vaults vaults = Vaults.of(FixedKeyset.create(), store);
      vaults.create(BUCKET);
      TestUpload going = TestUpload.create(vaults.open(BUCKET)).put(1, 4);
      TestUpload ended = TestUpload.create(vaults.open(BUCKET)).put(1, 4).put(2, 5);
      // The store ended it by itself.
      store.open(BUCKET).uploads().abort(stored(ended));
      for (StoredName stray : STRAYS) {
        new StoredCopy(Octets.NONE, StoredMetadata.NONE).write(store.open(BUCKET), stray);
      }
      assertEquals(0, vaults.sweep(BUCKET, DAY));
      assertEquals(7, beside(store));
      assertEquals(1, vaults.sweep(BUCKET, NOTHING_IS_YOUNG));
      assertEquals(4, beside(store));
      assertEquals(0, vaults.sweep(BUCKET, NOTHING_IS_YOUNG));
      going.complete();
      assertEquals(STRAYS.size(), beside(store));
    }
  }

  private static StoredUpload stored(TestUpload upload) throws IOException {
    return new StoredUpload(VaultFixture.paths(BUCKET).storedName(upload.key), upload.id);
  }

  @Test
  void deletesABucketThatHoldsOnlyLeftovers() throws IOException {
    try (MemoryBucketStore store = new MemoryBucketStore()) {
      Vaults vaults = Vaults.of(FixedKeyset.create(), store);
      vaults.create(BUCKET);
      Vault vault = vaults.open(BUCKET);
      TestUpload unfinished = TestUpload.create(vault).put(1, 4);
      vault.put(KEY, ObjectMetadata.EMPTY, TestBody.of(new byte[1]), WriteCondition.NONE);
      StoreException refused = assertThrows(StoreException.class, () -> vaults.delete(BUCKET));
      assertEquals(StoreFault.BUCKET_NOT_EMPTY, refused.fault());
      assertEquals(2, beside(store));
      vault.delete(KEY);
      new StoredCopy(Octets.NONE, StoredMetadata.NONE)
          .write(store.open(BUCKET), new StoredName("foreign"));
      assertThrows(StoreException.class, () -> vaults.delete(BUCKET));
      store.open(BUCKET).delete(new StoredName("foreign"));
      vaults.delete(BUCKET);
      assertEquals(List.of(), vaults.list());
      assertThrows(StoreException.class, unfinished::complete);
      assertThrows(StoreException.class, () -> vaults.delete(BUCKET));
    }
  }

  @Test
  void goesOnInAnotherProcess(@TempDir Path directory) throws IOException {
    UploadChecksum checksum = new UploadChecksum(ChecksumAlgorithm.CRC64NVME, false);
    TestUpload upload;
    try (LocalStore store = LocalStore.open(directory)) {
      Vaults one = Vaults.of(FixedKeyset.create(), store);
      Vaults two = Vaults.of(FixedKeyset.create(), store);
      one.create(BUCKET);
      upload = TestUpload.create(one.open(BUCKET), KEY, Optional.of(checksum));
      upload.put(1, MIN).put(9, 9);
      upload = upload.through(two.open(BUCKET)).put(4, MIN + 1).put(1, MIN + 2);
      upload = upload.through(one.open(BUCKET)).put(3, 70).put(9, MIN);
    }
    try (LocalStore store = LocalStore.open(directory)) {
      Vault restarted = Vaults.of(FixedKeyset.create(), store).open(BUCKET);
      upload = upload.through(restarted).put(3, MIN).put(10, 100_000);
      String sum = TestChecksum.base64(ChecksumAlgorithm.CRC64NVME, upload.plaintext());
      assertEquals(sum, upload.complete().checksum().orElseThrow().value());
      assertArrayEquals(
          upload.plaintext(), VaultFixture.read(restarted, KEY, new ByteRange.Whole()));
      assertEquals(0, beside(store));
      ListRequest all = new ListRequest("", "", new ListPosition.Beginning(), 10, ListOrder.STORED);
      ListPage.ListedObject listed = restarted.list(all).objects().get(0);
      assertEquals(upload.plaintext().length, listed.length());
      assertEquals(restarted.head(KEY).etag(), listed.etag());
    }
  }

  @Test
  void isHiddenFromListings() throws IOException {
    try (MemoryBucketStore store = new MemoryBucketStore()) {
      Vaults vaults = Vaults.of(FixedKeyset.create(), store);
      vaults.create(BUCKET);
      Vault vault = vaults.open(BUCKET);
      TestUpload.create(vault).put(1, MIN).put(2, 4);
      ObjectStore objects = store.open(BUCKET);
      assertEquals(3, objects.list(new StoredPageRequest("", false, "", 10)).entries().size());
      for (String delimiter : new String[] {"", "/", "-"}) {
        ListPage page =
            vault.list(
                new ListRequest("", delimiter, new ListPosition.Beginning(), 10, ListOrder.STORED));
        assertEquals(List.of(), page.objects());
        assertEquals(List.of(), page.commonPrefixes());
      }
      assertEquals(0, vaults.undecryptableNames());
    }
  }
}
