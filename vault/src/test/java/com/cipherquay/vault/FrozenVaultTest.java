package com.cipherquay.vault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.keyset.Keyset;
import com.cipherquay.keyset.VaultDirectory;
import com.cipherquay.store.ByteRange;
import com.cipherquay.store.MemoryBucketStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What version 1 wrote is read by every later version. */
final class FrozenVaultTest {

  private static final Path VAULT = FrozenObject.DIRECTORY.resolve("v1");

  @Test
  void readsEveryObject() throws IOException {
    Keyset keyset = VaultDirectory.unlock(VAULT).keyset();
    List<FrozenObject> objects = FrozenObject.read(VAULT);
    assertTrue(objects.size() >= 9);
    try (MemoryBucketStore store = new MemoryBucketStore()) {
      store.create("frozen");
      for (FrozenObject object : objects) {
        object.stored(VAULT).write(store.open(object.bucket()), object.name());
      }
      Vault vault = Vaults.of(keyset, store).open("frozen");
      for (FrozenObject object : objects) {
        assertReads(vault, object);
      }
      ListRequest all = new ListRequest("", "", ListPosition.BEGINNING, 1000, ListOrder.STORED);
      assertEquals(
          objects.stream().collect(Collectors.toMap(FrozenObject::key, FrozenObject::length)),
          vault.list(all).objects().stream()
              .collect(
                  Collectors.toMap(ListPage.ListedObject::key, ListPage.ListedObject::length)));
    }
  }

  @Test
  void readsEveryObjectOfPartsAndEveryCopy() throws IOException {
    List<FrozenCopy> copies = FrozenCopy.read(VAULT);
    assertTrue(copies.size() >= 5);
    try (MemoryBucketStore store = new MemoryBucketStore()) {
      Vaults vaults = Vaults.of(VaultDirectory.unlock(VAULT).keyset(), store);
      vaults.create("frozen");
      vaults.create("thawed");
      for (FrozenCopy copy : copies) {
        copy.stored(VAULT).write(store.open(copy.object().bucket()), copy.name());
      }
      for (FrozenCopy copy : copies) {
        assertReads(vaults.open(copy.object().bucket()), copy);
      }
    }
  }

  private static void assertReads(Vault vault, FrozenCopy copy) throws IOException {
    FrozenObject object = copy.object();
    byte[] plaintext = VaultFixture.read(vault, object.key(), new ByteRange.Whole());
    assertEquals(object.digest(), FrozenObject.digest(plaintext), object.file());
    ObjectInfo info = vault.head(object.key());
    assertEquals(object.length(), info.length());
    assertEquals(copy.parts(), info.parts().count());
    boolean composite = copy.checksum().contains("-");
    assertEquals(
        List.of(new ObjectChecksum(ChecksumAlgorithm.CRC32, composite, copy.checksum())),
        vault.describe(object.key()).checksums());
    assertEquals(
        Map.of(StandardHeader.CONTENT_TYPE, object.contentType()), info.metadata().headers());
    int last = Math.max(1, copy.parts());
    PartInfo end = vault.headPart(object.key(), last);
    try (VaultObject part = vault.getPart(object.key(), last)) {
      int first = Math.toIntExact(end.first());
      assertArrayEquals(
          Arrays.copyOfRange(plaintext, first, plaintext.length), part.body().readAllBytes());
    }
  }

  private static void assertReads(Vault vault, FrozenObject object) throws IOException {
    byte[] plaintext = VaultFixture.read(vault, object.key(), new ByteRange.Whole());
    assertEquals(object.digest(), FrozenObject.digest(plaintext), object.file());
    ObjectInfo info = vault.head(object.key());
    assertEquals(object.length(), info.length());
    assertEquals(
        Map.of(StandardHeader.CONTENT_TYPE, object.contentType()), info.metadata().headers());
    assertEquals(Map.of("no", object.file()), info.metadata().user());
    assertEquals(
        List.of(new ObjectChecksum(ChecksumAlgorithm.CRC32, false, "yZRlqg==")),
        vault.describe(object.key()).checksums());
  }
}
