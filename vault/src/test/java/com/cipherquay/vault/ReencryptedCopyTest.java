package com.cipherquay.vault;

import static com.cipherquay.vault.VaultFixture.KEY;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.store.ByteRange;
import com.cipherquay.store.StoreCall;
import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import com.cipherquay.store.StoredName;
import com.cipherquay.store.StoredPart;
import com.cipherquay.store.UploadPosition;
import com.cipherquay.store.WriteCondition;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Copies where a key that was given away opens exactly one of the two: nothing may be shared. */
final class ReencryptedCopyTest {

  private static final int Q = SegmentCipher.PLAINTEXT;
  private static final int MIN = 5 << 20;
  private static final ObjectKey GIVEN = new ObjectKey("given/copy");
  private static final ObjectKey ALSO_GIVEN = new ObjectKey("given/again");
  private static final String CRC = "yZRlqg==";
  private static final ObjectMetadata METADATA =
      new ObjectMetadata(Map.of(StandardHeader.EXPIRES, "never"), Map.of("a", "b"), Map.of());
  private static final ManifestChecksum COMPOSITE =
      new ManifestChecksum(ChecksumAlgorithm.SHA256, true, Octets.of(new byte[32]));

  private static final ObjectDescription DESCRIBED = ObjectDescription.of(ObjectMetadata.EMPTY);

  private final CopyFixture fixture = new CopyFixture(ReencryptedCopyTest::separates);
  private final Vault vault = fixture.vault("one");

  /** Whoever has the key of {@code given/} in the bucket {@code one} opens what is in it. */
  private static boolean separates(String bucket, ObjectKey key, String toBucket, ObjectKey to) {
    return opens(bucket, key) != opens(toBucket, to);
  }

  private static boolean opens(String bucket, ObjectKey key) {
    return bucket.equals("one") && key.value().startsWith("given/");
  }

  private String copy(ObjectKey from, ObjectKey to) throws IOException {
    fixture.calls().reset();
    return vault.copy(vault.source(from), to, Optional.empty(), WriteCondition.NONE).etag();
  }

  private void assertNothingShared(ObjectKey from, ObjectKey to) throws IOException {
    OpenedObject source = fixture.opened("one", from);
    OpenedObject copy = fixture.opened("one", to);
    assertNotEquals(source.writeId(), copy.writeId());
    assertFalse(Arrays.equals(source.key().raw(), copy.key().raw()));
    assertEquals(source.head().size(), copy.head().size());
    byte[] before = StoredCopy.of(fixture.store("one"), fixture.name("one", from)).body().bytes();
    byte[] after = StoredCopy.of(fixture.store("one"), fixture.name("one", to)).body().bytes();
    int shared = 0;
    for (int i = PartHeader.LENGTH; i < PartHeader.LENGTH + SegmentCipher.TAG; i++) {
      shared += before[i] == after[i] ? 1 : 0;
    }
    assertTrue(shared < SegmentCipher.TAG, "the first segments are the same");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5, Q, Q + 1, 200_000})
  void encryptsAnObjectPutInOnePieceAnew(int length) throws IOException {
    byte[] plaintext = TestBody.bytes(length);
    PlaintextBody body =
        new PlaintextBody(
            TestBody.of(plaintext).stream(), length, () -> Map.of(ChecksumAlgorithm.CRC32, CRC));
    vault.put(KEY, METADATA, body, WriteCondition.NONE);
    String etag = copy(KEY, GIVEN);
    assertEquals(0, fixture.calls().of(StoreCall.COPY));
    assertNothingShared(KEY, GIVEN);
    fixture.assertReads(vault, GIVEN, plaintext);
    assertEquals(etag, vault.head(GIVEN).etag());
    assertEquals(vault.head(KEY).metadata(), vault.head(GIVEN).metadata());
    ObjectChecksum crc = new ObjectChecksum(ChecksumAlgorithm.CRC32, false, CRC);
    assertEquals(List.of(crc), vault.describe(GIVEN).checksums());
    copy(GIVEN, ALSO_GIVEN);
    assertEquals(1, fixture.calls().of(StoreCall.COPY));
    copy(ALSO_GIVEN, KEY);
    assertNothingShared(ALSO_GIVEN, KEY);
    fixture.assertReads(vault, KEY, plaintext);
  }

  @Test
  void encryptsAnObjectPutInPartsAnewInTheSameParts() throws IOException {
    byte[] plaintext =
        fixture.putParts(KEY, METADATA, Optional.of(COMPOSITE), MIN + 3, 81 * Q, 70_000);
    String etag = copy(KEY, GIVEN);
    assertEquals(1, fixture.calls().of(StoreCall.WRITE));
    assertEquals(0, fixture.calls().of(StoreCall.COPY));
    assertNothingShared(KEY, GIVEN);
    assertSameParts(KEY, GIVEN, plaintext);
    assertEquals(etag, vault.head(GIVEN).etag());
    ObjectMetadata other = new ObjectMetadata(Map.of(), Map.of("c", "d"), Map.of());
    vault.copy(vault.source(GIVEN), KEY, Optional.of(other), WriteCondition.NONE);
    assertNothingShared(GIVEN, KEY);
    assertEquals(other, vault.head(KEY).metadata());
    assertSameParts(GIVEN, KEY, plaintext);
  }

  private void assertSameParts(ObjectKey from, ObjectKey to, byte[] plaintext) throws IOException {
    for (Vault reader : List.of(vault, fixture.restarted("one"))) {
      fixture.assertReads(reader, to, plaintext);
      ObjectInfo info = reader.head(to);
      assertEquals(vault.head(from).parts().count(), info.parts().count());
      assertEquals(vault.head(from).checksums(), info.checksums());
      byte[] border = VaultFixture.read(reader, to, new ByteRange.Between(MIN - 9, MIN + Q));
      int end = Math.min(plaintext.length, MIN + Q + 1);
      assertArrayEquals(Arrays.copyOfRange(plaintext, MIN - 9, end), border);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, Q, MIN})
  void anyLastPart(int last) throws IOException {
    byte[] plaintext = fixture.putParts(KEY, METADATA, Optional.empty(), MIN, last);
    copy(KEY, GIVEN);
    assertSameParts(KEY, GIVEN, plaintext);
    byte[] only = fixture.putParts(KEY, METADATA, Optional.empty(), last);
    copy(KEY, GIVEN);
    fixture.assertReads(vault, GIVEN, only);
    assertEquals(1, vault.head(GIVEN).parts().count());
  }

  @Test
  void whatIsTooLargeForOneWriteGoesInPieces() throws IOException {
    byte[] plaintext =
        fixture.putParts(KEY, METADATA, Optional.of(COMPOSITE), MIN + 3, MIN + 100, 70_000);
    CopySource source = vault.source(KEY);
    Destination to = destination(WriteCondition.NONE);
    PartsCopier copier = new PartsCopier(fixture.store("one"), MIN, MIN);
    String etag = copier.copy(source, to, source.object().contents(), DESCRIBED).etag();
    assertEquals(EntityTag.forClients(etag), vault.head(GIVEN).etag());
    assertNothingShared(KEY, GIVEN);
    assertSameParts(KEY, GIVEN, plaintext);
    long most = PartsCopier.LARGEST_WRITE * StoredPart.MAX_NUMBER;
    assertEquals(PartsCopier.LARGEST_WRITE, copier.pieceLength(most));
    assertEquals(MIN + 1, copier.pieceLength((MIN + 1L) * StoredPart.MAX_NUMBER - 9_999));
    assertEquals(MIN, copier.pieceLength((long) MIN * StoredPart.MAX_NUMBER));
  }

  @Test
  void leavesNothingOfWhatFailed() throws IOException {
    byte[] plaintext = fixture.putParts(KEY, METADATA, Optional.empty(), MIN, MIN, 70_000);
    CopySource source = vault.source(KEY);
    WriteCondition fails = new WriteCondition.IfMatch("other");
    PartsCopier inPieces = new PartsCopier(fixture.store("one"), MIN, MIN);
    StoreException refused =
        assertThrows(
            StoreException.class,
            () -> inPieces.copy(source, destination(fails), source.object().contents(), DESCRIBED));
    assertEquals(StoreFault.PRECONDITION_FAILED, refused.fault());
    assertNothingAt(GIVEN);
    StoredName name = fixture.name("one", KEY);
    StoredCopy stored = StoredCopy.of(fixture.store("one"), name);
    int length = stored.body().length();
    for (int at : new int[] {200, MIN, 2 * MIN + 300, length - 9_000, length - 300, length - 20}) {
      byte[] body = stored.body().bytes();
      body[at] ^= 1;
      stored.withBody(body).write(fixture.store("one"), name);
      VaultException corrupt =
          assertThrows(VaultException.class, () -> copyInPieces(inPieces), "byte " + at);
      assertEquals(VaultFault.CORRUPT, corrupt.fault());
      assertThrows(VaultException.class, () -> copy(KEY, GIVEN), "byte " + at);
      assertNothingAt(GIVEN);
    }
    stored.write(fixture.store("one"), name);
    fixture.assertReads(vault, KEY, plaintext);
  }

  private String copyInPieces(PartsCopier copier) throws IOException {
    CopySource fresh = fixture.restarted("one").source(KEY);
    return copier
        .copy(fresh, destination(WriteCondition.NONE), fresh.object().contents(), DESCRIBED)
        .etag();
  }

  private Destination destination(WriteCondition condition) throws IOException {
    PathKeys paths = fixture.paths("one");
    return new Destination(new ObjectPath(paths, GIVEN), paths.storedName(GIVEN), condition);
  }

  private void assertNothingAt(ObjectKey key) throws IOException {
    StoreException none = assertThrows(StoreException.class, () -> vault.head(key));
    assertEquals(StoreFault.NO_SUCH_OBJECT, none.fault());
    assertEquals(
        List.of(), fixture.store("one").uploads().list("", UploadPosition.FIRST, 1000).entries());
  }

  @Test
  void refusesASourceThatWasReplaced() throws IOException {
    vault.put(KEY, METADATA, TestBody.of(new byte[5]), WriteCondition.NONE);
    CopySource single = vault.source(KEY);
    fixture.putParts(KEY, METADATA, Optional.empty(), MIN, 3);
    CopySource parts = vault.source(KEY);
    vault.put(KEY, METADATA, TestBody.of(new byte[5]), WriteCondition.NONE);
    for (CopySource source : List.of(single, parts)) {
      StoreException refused =
          assertThrows(
              StoreException.class,
              () -> vault.copy(source, GIVEN, Optional.empty(), WriteCondition.NONE));
      assertEquals(StoreFault.SOURCE_CHANGED, refused.fault());
    }
    assertNothingAt(GIVEN);
  }

  @Test
  void refusesAnotherWriteUnderTheSameEntityTag() throws IOException {
    LyingStore lying = new LyingStore(fixture.store("one"));
    lying.ignoresConditions = true;
    Vault lied =
        new Vault(
            lying,
            fixture.paths("one"),
            Shared.of(VaultFixture.CLOCK, ReencryptedCopyTest::separates, ListingSettings.DEFAULT));
    for (boolean inParts : new boolean[] {false, true}) {
      putAny(inParts);
      CopySource source = lied.source(KEY);
      putAny(inParts);
      StoreException refused =
          assertThrows(
              StoreException.class,
              () -> lied.copy(source, GIVEN, Optional.empty(), WriteCondition.NONE));
      assertEquals(StoreFault.SOURCE_CHANGED, refused.fault());
    }
    assertNothingAt(GIVEN);
  }

  private void putAny(boolean inParts) throws IOException {
    if (inParts) {
      fixture.putParts(KEY, METADATA, Optional.empty(), MIN, 5);
    } else {
      vault.put(KEY, METADATA, TestBody.of(new byte[5]), WriteCondition.NONE);
    }
  }
}
