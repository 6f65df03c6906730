package com.cipherquay.vault;

import static com.cipherquay.vault.VaultFixture.KEY;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.cipherquay.store.ByteRange;
import com.cipherquay.store.StoreCall;
import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import com.cipherquay.store.StoredObject;
import com.cipherquay.store.StoredVersion;
import com.cipherquay.store.WriteCondition;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Single parts of objects, and what is said of objects that were put in parts. */
final class PartGetTest {

  private static final int Q = SegmentCipher.PLAINTEXT;
  private static final int MIN = 5 << 20;
  private static final ManifestChecksum CRC =
      new ManifestChecksum(ChecksumAlgorithm.CRC32, true, Octets.of(new byte[] {1, 2, 3, 4}));

  private final CopyFixture fixture = new CopyFixture();
  private final Vault vault = fixture.vault("one");

  private byte[] put(int... lengths) throws IOException {
    return fixture.putParts(KEY, ObjectMetadata.EMPTY, Optional.of(CRC), lengths);
  }

  private static byte[] part(Vault vault, int part, long first) throws IOException {
    try (VaultObject object = vault.getPart(KEY, part)) {
      assertEquals(first, object.first());
      byte[] body = object.body().readAllBytes();
      assertEquals(object.length(), body.length);
      return body;
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, Q, 200_000})
  void anObjectPutInOnePieceIsItsOnePart(int length) throws IOException {
    byte[] plaintext = TestBody.bytes(length);
    vault.put(KEY, ObjectMetadata.EMPTY, TestBody.of(plaintext), WriteCondition.NONE);
    fixture.calls().reset();
    assertArrayEquals(plaintext, part(vault, 1, 0));
    assertEquals(Map.of(StoreCall.READ, 1L), fixture.calls().byCall());
    fixture.calls().reset();
    PartInfo info = vault.headPart(KEY, 1);
    assertEquals(new PartInfo(vault.head(KEY), 0, length), info);
    assertEquals(0, info.object().parts().count());
    assertEquals(Map.of(StoreCall.HEAD, 2L), fixture.calls().byCall());
    assertNoPart(0, 2, -1, 10_001);
  }

  private void assertNoPart(int... parts) {
    for (int part : parts) {
      VaultException get = assertThrows(VaultException.class, () -> vault.getPart(KEY, part));
      assertEquals(VaultFault.NO_SUCH_PART, get.fault());
      VaultException head = assertThrows(VaultException.class, () -> vault.headPart(KEY, part));
      assertEquals(VaultFault.NO_SUCH_PART, head.fault());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void costsOneMoreCallUntilTheManifestIsKnown(int part) throws IOException {
    int[] lengths = {MIN, MIN + 3, 70_000};
    byte[] plaintext = put(lengths);
    int first = part == 1 ? 0 : part == 2 ? MIN : 2 * MIN + 3;
    byte[] expected = Arrays.copyOfRange(plaintext, first, first + lengths[part - 1]);
    assertArrayEquals(expected, part(vault, part, first));
    assertEquals(Map.of(StoreCall.READ, 2L), fixture.calls().byCall());
    fixture.calls().reset();
    assertArrayEquals(expected, part(vault, part, first));
    assertEquals(Map.of(StoreCall.READ, 1L), fixture.calls().byCall());
    fixture.calls().reset();
    assertEquals(new PartInfo(vault.head(KEY), first, expected.length), vault.headPart(KEY, part));
    assertEquals(Map.of(StoreCall.HEAD, 2L), fixture.calls().byCall());
    assertNoPart(0, 4);
    fixture.assertReads(vault, KEY, plaintext);
  }

  @Test
  void headCostsOneMoreCallUntilTheManifestIsKnown() throws IOException {
    put(MIN, 5);
    assertEquals(MIN, vault.headPart(KEY, 2).first());
    assertEquals(Map.of(StoreCall.HEAD, 1L, StoreCall.READ, 1L), fixture.calls().byCall());
    fixture.calls().reset();
    assertEquals(5, vault.headPart(KEY, 2).length());
    assertEquals(Map.of(StoreCall.HEAD, 1L), fixture.calls().byCall());
  }

  @Test
  void givesAnEmptyPart() throws IOException {
    put(MIN, 0);
    for (int i = 0; i < 2; i++) {
      assertArrayEquals(new byte[0], part(vault, 2, MIN));
    }
    assertEquals(new PartInfo(vault.head(KEY), MIN, 0), vault.headPart(KEY, 2));
    put(0);
    assertArrayEquals(new byte[0], part(vault, 1, 0));
    assertEquals(1, vault.head(KEY).parts().count());
    assertNoPart(2);
  }

  @Test
  void findsAManifestThatIsLongerThanMost() throws IOException {
    // Of more than 900 parts; here the end that was read is shorter instead.
    put(MIN, 5);
    PartsReader parts = new PartsReader(fixture.store("one"), "one", new PartsCache());
    StoredVersion name = StoredVersion.current(fixture.name("one", KEY));
    OpenedObject object = fixture.opened("one", KEY);
    for (int length : new int[] {8, object.longestTrailer() - 1, object.longestTrailer()}) {
      ByteRange asked = new ByteRange.Suffix(length);
      try (StoredObject answer = fixture.store("one").read(name, asked, Optional.empty())) {
        assertEquals(2, parts.of(name, object, CiphertextInput.of(answer, asked)).count());
      }
    }
  }

  @Test
  void noticesThatTheObjectWasReplaced() throws IOException {
    put(MIN, MIN, 9);
    assertEquals(9, part(vault, 3, 2 * MIN).length);
    byte[] plaintext = put(MIN + 1, 8);
    assertArrayEquals(Arrays.copyOfRange(plaintext, MIN + 1, MIN + 9), part(vault, 2, MIN + 1));
    assertNoPart(3);
    put(MIN, MIN, 0);
    assertEquals(0, part(vault, 3, 2 * MIN).length);
    put(MIN, MIN, 4);
    assertEquals(4, part(vault, 3, 2 * MIN).length);
    vault.put(KEY, ObjectMetadata.EMPTY, TestBody.of(new byte[7]), WriteCondition.NONE);
    assertArrayEquals(new byte[7], part(vault, 1, 0));
    assertNoPart(2);
    vault.delete(KEY);
    for (int part : new int[] {1, 2}) {
      StoreException gone = assertThrows(StoreException.class, () -> vault.getPart(KEY, part));
      assertEquals(StoreFault.NO_SUCH_OBJECT, gone.fault());
    }
  }

  @Test
  void saysHowManyPartsAndWhichChecksum() throws IOException {
    put(MIN, MIN, 9);
    ObjectChecksum composite = new ObjectChecksum(ChecksumAlgorithm.CRC32, true, "AQIDBA==-3");
    assertEquals(List.of(composite), vault.head(KEY).checksums());
    assertEquals(List.of(composite), vault.describe(KEY).checksums());
    assertEquals(3, vault.head(KEY).parts().count());
    try (VaultObject object = vault.get(KEY, new ByteRange.Between(0, 0))) {
      assertEquals(vault.head(KEY), object.info());
    }
    ManifestChecksum whole = new ManifestChecksum(ChecksumAlgorithm.CRC32, false, CRC.value());
    fixture.putParts(KEY, ObjectMetadata.EMPTY, Optional.of(whole), MIN, 1);
    ObjectChecksum full = new ObjectChecksum(ChecksumAlgorithm.CRC32, false, "AQIDBA==");
    assertEquals(List.of(full), vault.head(KEY).checksums());
    assertEquals(List.of(full), vault.describe(KEY).checksums());
  }

  @Property(tries = 12)
  void readsAnyRangeOfAnyParts(
      @ForAll @IntRange(min = 0, max = 2) int full,
      @ForAll @IntRange(max = 3 * Q) int more,
      @ForAll @IntRange(max = 3 * Q) int last,
      @ForAll long seed)
      throws IOException {
    PartGetTest fresh = new PartGetTest();
    int[] lengths = new int[full + 1];
    Arrays.fill(lengths, 0, full, MIN + more);
    lengths[full] = last;
    byte[] plaintext = fresh.put(lengths);
    int first = 0;
    for (int i = 0; i <= full; i++) {
      byte[] expected = Arrays.copyOfRange(plaintext, first, first + lengths[i]);
      assertArrayEquals(expected, part(fresh.vault, i + 1, first));
      first += lengths[i];
    }
    Random random = new Random(seed);
    for (int i = 0; i < 20 && plaintext.length > 0; i++) {
      int border = (MIN + more) * random.nextInt(full + 1);
      int from = Math.floorMod(border + random.nextInt(3 * Q) - 2 * Q, plaintext.length);
      int to = Math.min(plaintext.length, from + 1 + random.nextInt(4 * Q));
      fresh.fixture.calls().reset();
      byte[] got = VaultFixture.read(fresh.vault, KEY, new ByteRange.Between(from, to - 1));
      assertArrayEquals(Arrays.copyOfRange(plaintext, from, to), got, from + " to " + to);
    }
    fresh.fixture.assertReads(fresh.vault, KEY, plaintext);
  }
}
