package com.cipherquay.vault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.keyset.FixedKeyset;
import com.cipherquay.store.ByteRange;
import com.cipherquay.store.StoredMetadata;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A data key that is known opens what it would open anyway, and no more. */
final class DataKeyCacheTest {

  private static final byte[] PLAINTEXT = TestBody.bytes(1000);
  private static final ObjectKey OTHER = new ObjectKey("dir/other");

  private final VaultFixture fixture = new VaultFixture();
  private final DirectoryKeys directories = DirectoryKeys.of(FixedKeyset.create());
  private final PathKeys paths = PathKeys.of(directories, "bucket");
  private final Vault vault = VaultFixture.over(fixture.store, paths);

  private StoredCopy read() throws IOException {
    fixture.put(PLAINTEXT);
    assertArrayEquals(PLAINTEXT, get(vault, VaultFixture.KEY));
    return StoredCopy.of(fixture.store, paths.storedName(VaultFixture.KEY));
  }

  private static byte[] get(Vault vault, ObjectKey key) throws IOException {
    return VaultFixture.read(vault, key, new ByteRange.Whole());
  }

  @Test
  void aWriteIsUnwrappedOnce() throws IOException {
    read();
    vault.head(VaultFixture.KEY);
    assertArrayEquals(PLAINTEXT, get(vault, VaultFixture.KEY));
    assertEquals(new CacheLookups(2, 1), directories.dataKeys().lookups());
    fixture.put(TestBody.bytes(7));
    assertArrayEquals(TestBody.bytes(7), get(vault, VaultFixture.KEY));
    assertEquals(new CacheLookups(2, 2), directories.dataKeys().lookups());
  }

  @Test
  void isOfItsObjectOnly() throws IOException {
    read().write(fixture.store, paths.storedName(OTHER));
    VaultException refused = assertThrows(VaultException.class, () -> get(vault, OTHER));
    assertEquals(VaultFault.CORRUPT, refused.fault());
    assertArrayEquals(PLAINTEXT, get(vault, VaultFixture.KEY));
  }

  @Test
  void isOfItsBucketOnly() throws IOException {
    StoredCopy copy = read();
    PathKeys elsewhere = PathKeys.of(directories, "elsewhere");
    copy.write(fixture.store, elsewhere.storedName(VaultFixture.KEY));
    Corrupt.assertRefused(VaultFixture.over(fixture.store, elsewhere), PLAINTEXT, "bucket");
  }

  @Test
  void isOfItsWrapOnly() throws IOException {
    StoredCopy copy = read();
    byte[] metadata = copy.metadata().bytes();
    for (int i = 5; i < metadata.length; i++) {
      byte[] changed = metadata.clone();
      changed[i] ^= (byte) (1 << (i % 8));
      copy.withMetadata(StoredMetadata.of(changed))
          .write(fixture.store, paths.storedName(VaultFixture.KEY));
      Corrupt.assertRefused(vault, PLAINTEXT, "byte " + i);
    }
  }

  @Test
  void hasCiphersForEachWrite() {
    DataKey key = DataKey.random();
    byte[] context = {1};
    WriteId first = WriteId.random();
    byte[] sealed = key.trailer(first).seal(PLAINTEXT, context);
    assertEquals(Optional.empty(), key.metadata(first).open(sealed, context));
    assertEquals(Optional.empty(), key.trailer(WriteId.random()).open(sealed, context));
    assertTrue(key.trailer(first).open(sealed, context).isPresent());
    assertTrue(DataKey.of(key.raw()).trailer(first).open(sealed, context).isPresent());
  }
}
