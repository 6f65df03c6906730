package com.cipherquay.vault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import com.cipherquay.keyset.FixedKeyset;
import com.cipherquay.keyset.Keyset;
import com.cipherquay.store.ByteRange;
import com.cipherquay.store.CallCounts;
import com.cipherquay.store.CountingBucketStore;
import com.cipherquay.store.MemoryBucketStore;
import com.cipherquay.store.ObjectStore;
import com.cipherquay.store.StoredHead;
import com.cipherquay.store.StoredName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The buckets {@code one} and {@code two} in memory, with fixed keys and counted calls. */
final class CopyFixture {

  final MemoryBucketStore buckets = new MemoryBucketStore();
  private final CountingBucketStore counting = new CountingBucketStore(buckets);
  private final Keyset keyset = FixedKeyset.create();
  private final Vaults vaults;

  CopyFixture() {
    this(KeyExports.NONE);
  }

  CopyFixture(KeyExports exports) {
    this.vaults = Vaults.of(keyset, counting, exports);
    try {
      buckets.create("one");
      buckets.create("two");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  CallCounts calls() {
    return counting.counts();
  }

  Vault vault(String bucket) {
    return vaults.open(bucket);
  }

  /** The same store with other keys. */
  Vaults vaults(Keyset other) {
    return Vaults.of(other, counting);
  }

  /** The same store and keys, as after a restart. */
  Vault restarted(String bucket) {
    return vaults(keyset).open(bucket);
  }

  ObjectStore store(String bucket) {
    return buckets.open(bucket);
  }

  PathKeys paths(String bucket) {
    return PathKeys.of(DirectoryKeys.of(keyset), bucket);
  }

  StoredName name(String bucket, ObjectKey key) throws IOException {
    return paths(bucket).storedName(key);
  }

  StoredHead head(String bucket, ObjectKey key) throws IOException {
    return store(bucket).head(name(bucket, key));
  }

  OpenedObject opened(String bucket, ObjectKey key) throws IOException {
    return OpenedObject.open(new ObjectPath(paths(bucket), key), head(bucket, key));
  }

  /** Puts an object in the bucket {@code one} in parts of these lengths; gives its plaintext. */
  byte[] putParts(
      ObjectKey key, ObjectMetadata metadata, Optional<ManifestChecksum> checksum, int... lengths)
      throws IOException {
    byte[] plaintext = TestBody.bytes(Arrays.stream(lengths).sum());
    PartsWriter.Part[] parts = new PartsWriter.Part[lengths.length];
    int from = 0;
    for (int i = 0; i < lengths.length; i++) {
      byte[] part = Arrays.copyOfRange(plaintext, from, from + lengths[i]);
      parts[i] = PartsWriter.Part.of(2 + 3 * i, part);
      from += lengths[i];
    }
    PartsWriter writer = new PartsWriter(store("one"), paths("one"));
    writer.write(key, List.of(parts), metadata, checksum);
    calls().reset();
    return plaintext;
  }

  void assertReads(Vault vault, ObjectKey key, byte[] plaintext) throws IOException {
    assertArrayEquals(plaintext, VaultFixture.read(vault, key, new ByteRange.Whole()));
  }

  /** The fixed keys with other content roots. */
  static Keyset keyset(Map<Integer, byte[]> contentRoots) throws GeneralSecurityException {
    return Keyset.ofRoots(filled(16, 0x10), filled(32, 0x20), contentRoots, filled(32, 0x40));
  }

  static byte[] filled(int length, int value) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }
}
