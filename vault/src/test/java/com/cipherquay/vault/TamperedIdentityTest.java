package com.cipherquay.vault;

import static com.cipherquay.vault.VaultFixture.KEY;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.cipherquay.keyset.Keyset;
import com.cipherquay.store.MemoryStore;
import com.cipherquay.store.StoredMetadata;
import com.cipherquay.store.StoredName;
import com.cipherquay.store.WriteCondition;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Authentic pieces in the wrong place: other keys, buckets, vaults, versions; and metadata. */
final class TamperedIdentityTest {

  private static final int EPOCH = 1;
  private static final int WRAP = EPOCH + 4 + WriteId.LENGTH;
  private static final int SEALED = WRAP + WrappedKey.WRAP_LENGTH;

  private final VaultFixture fixture = new VaultFixture();
  private final byte[] plaintext = TestBody.bytes(1000);
  private StoredName name = new StoredName("unset");
  private StoredCopy original = new StoredCopy(Octets.NONE, StoredMetadata.NONE);

  @BeforeEach
  void put() throws IOException {
    fixture.put(plaintext);
    name = fixture.paths.storedName(KEY);
    original = StoredCopy.of(fixture.store, name);
  }

  @Test
  void refusesEveryFlippedByteOfTheMetadata() throws IOException {
    byte[] metadata = original.metadata().bytes();
    for (int i = 0; i < metadata.length; i++) {
      byte[] changed = metadata.clone();
      changed[i] ^= (byte) (1 << (i % 8));
      boolean epoch = i >= EPOCH && i < EPOCH + 4;
      VaultFault expected = epoch ? VaultFault.UNKNOWN_EPOCH : VaultFault.CORRUPT;
      assertRefused(changed, expected, "byte " + i);
    }
  }

  @Test
  void refusesAnotherEpochThatTheVaultHas() throws IOException {
    byte[] changed = original.metadata().bytes();
    assertEquals(2, ByteBuffer.wrap(changed).getInt(EPOCH));
    ByteBuffer.wrap(changed).putInt(EPOCH, 1);
    assertRefused(changed, VaultFault.CORRUPT, "epoch 1");
  }

  @Test
  void refusesMetadataCutEmptiedOrGrown() throws IOException {
    byte[] metadata = original.metadata().bytes();
    for (int length = 1; length < metadata.length; length++) {
      assertRefused(Arrays.copyOf(metadata, length), VaultFault.CORRUPT, "cut at " + length);
    }
    for (int more : new int[] {1, 256, 1024, 100_000}) {
      byte[] grown = Arrays.copyOf(metadata, metadata.length + more);
      assertRefused(grown, VaultFault.CORRUPT, more + " more");
    }
    assertRefused(new byte[0], VaultFault.NOT_ENCRYPTED, "none");
  }

  private void assertRefused(byte[] metadata, VaultFault fault, String what) throws IOException {
    original.withMetadata(StoredMetadata.of(metadata)).write(fixture.store, name);
    Corrupt.assertRefused(fixture.vault, plaintext, fault, what);
    VaultException head = assertThrows(VaultException.class, () -> fixture.vault.head(KEY), what);
    assertEquals(fault, head.fault(), what);
  }

  @Test
  void refusesAnObjectUnderAnotherKey() throws IOException {
    for (String other :
        List.of("dir/object2", "object", "dir/object/", "dir2/object", "Dir/object")) {
      fixture.put(new ObjectKey(other), plaintext);
      StoredCopy.of(fixture.store, fixture.paths.storedName(new ObjectKey(other)))
          .write(fixture.store, name);
      Corrupt.assertRefused(fixture.vault, plaintext, other);
      Corrupt.assertHeadRefused(fixture.vault, other);
    }
  }

  @Test
  void refusesAnObjectOfAnotherBucketOrVault() throws IOException, GeneralSecurityException {
    Keyset other =
        Keyset.ofRoots(
            filled(16, 0x11),
            filled(32, 0x20),
            Map.of(1, filled(32, 0x31), 2, filled(32, 0x32)),
            filled(32, 0x40));
    for (PathKeys foreign :
        List.of(VaultFixture.paths("other"), PathKeys.of(DirectoryKeys.of(other), "bucket"))) {
      MemoryStore store = MemoryStore.create();
      VaultFixture.over(store, foreign)
          .put(KEY, ObjectMetadata.EMPTY, TestBody.of(plaintext), WriteCondition.NONE);
      StoredCopy.of(store, foreign.storedName(KEY)).write(fixture.store, name);
      Corrupt.assertRefused(fixture.vault, plaintext, foreign.bucket());
    }
  }

  private static byte[] filled(int length, int value) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  @Test
  void refusesMetadataOfAnotherVersionOfTheObject() throws IOException {
    fixture.put(plaintext);
    StoredCopy later = StoredCopy.of(fixture.store, name);
    later.withMetadata(original.metadata()).write(fixture.store, name);
    Corrupt.assertRefused(fixture.vault, plaintext, "old metadata, new body");
    // The wrap and write id of one version with the sealed record of the other.
    byte[] mixed = later.metadata().bytes();
    System.arraycopy(original.metadata().bytes(), 0, mixed, 0, SEALED);
    original.withMetadata(StoredMetadata.of(mixed)).write(fixture.store, name);
    Corrupt.assertRefused(fixture.vault, plaintext, "new record under the old wrap");
    byte[] wrap = later.metadata().bytes();
    System.arraycopy(original.metadata().bytes(), WRAP, wrap, WRAP, WrappedKey.WRAP_LENGTH);
    later.withMetadata(StoredMetadata.of(wrap)).write(fixture.store, name);
    Corrupt.assertRefused(fixture.vault, plaintext, "old wrap, new write id");
  }

  @Test
  void acceptsAnEarlierVersionPutBackWhole() throws IOException {
    // The documented limit: without state no client can tell a rollback.
    fixture.put(TestBody.bytes(5));
    original.write(fixture.store, name);
    assertArrayEquals(plaintext, fixture.get());
  }

  @Test
  void refusesABodyThatIsNotCommittedToItsKey() throws IOException {
    // Everything authenticates under the right key but the commitment, as in a body made to open
    // under two keys, of which it can name only one.
    Forgery forgery = new Forgery(fixture.paths, plaintext);
    forgery.with(forgery.key).write(fixture.store, name);
    assertArrayEquals(plaintext, fixture.get());
    forgery.with(DataKey.random()).write(fixture.store, name);
    Corrupt.assertRefused(fixture.vault, plaintext, "another key's commitment");
  }

  @Test
  void refusesASegmentHeaderThatTheMetadataDoesNotKnow() throws IOException {
    // A range reads under the metadata's copy, the whole under the part's own: they must be one.
    Forgery forgery = new Forgery(fixture.paths, plaintext);
    StoredCopy forged = forgery.with(forgery.key);
    MetadataEnvelope envelope = MetadataEnvelope.parse(forged.metadata());
    Octets other = PartEncrypter.start(forgery.key, envelope.wrapped(), 1).header().segmentHeader();
    ObjectRecord.SinglePut single = new ObjectRecord.SinglePut(plaintext.length, other);
    ObjectRecord contents = new ObjectRecord(Optional.of(single), false, 0, ObjectMetadata.EMPTY);
    MetadataEnvelope changed =
        MetadataEnvelope.seal(forgery.path, forgery.key, envelope.wrapped(), contents);
    forged.withMetadata(changed.stored()).write(fixture.store, name);
    Corrupt.assertRefused(fixture.vault, plaintext, "another segment header");
  }

  /** Makes an object whose header is committed to a key of choice. */
  private static final class Forgery {

    private final ObjectPath path;
    private final byte[] plaintext;
    private final DataKey key = DataKey.random();

    Forgery(PathKeys paths, byte[] plaintext) {
      this.path = new ObjectPath(paths, KEY);
      this.plaintext = plaintext;
    }

    StoredCopy with(DataKey committed) throws VaultException {
      WrappedKey wrapped = path.wrap(key, WriteId.random());
      PartEncrypter part = PartEncrypter.start(key, wrapped, 1);
      Octets segmentHeader = part.header().segmentHeader();
      PartHeader header = PartHeader.commit(committed, 1, wrapped, segmentHeader);
      ByteBuffer body = ByteBuffer.allocate((int) ObjectSize.target(plaintext.length));
      body.put(header.bytes());
      part.segment(ByteBuffer.wrap(plaintext), body);
      ManifestPart only = new ManifestPart(1, plaintext.length, header.commitment(), Octets.NONE);
      Manifest manifest = new Manifest(plaintext.length, Optional.empty(), List.of(only));
      byte[] trailer = new Trailer(path, key, wrapped.writeId()).seal(manifest);
      body.put(body.limit() - trailer.length, trailer);
      ObjectRecord.SinglePut single = new ObjectRecord.SinglePut(plaintext.length, segmentHeader);
      ObjectRecord contents = new ObjectRecord(Optional.of(single), false, 0, ObjectMetadata.EMPTY);
      MetadataEnvelope envelope = MetadataEnvelope.seal(path, key, wrapped, contents);
      return new StoredCopy(Octets.of(body.array()), envelope.stored());
    }
  }
}
