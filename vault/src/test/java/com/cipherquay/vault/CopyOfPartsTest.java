package com.cipherquay.vault;

import static com.cipherquay.vault.VaultFixture.KEY;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.cipherquay.store.ByteRange;
import com.cipherquay.store.StoreCall;
import com.cipherquay.store.StoreException;
import com.cipherquay.store.WriteCondition;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Copies of objects that were put in parts, and what is remembered of objects copied over. */
final class CopyOfPartsTest {

  private static final int Q = SegmentCipher.PLAINTEXT;
  private static final int MIN = 5 << 20;
  private static final ObjectKey TO = new ObjectKey("other/copy");
  private static final ObjectKey SINGLE = new ObjectKey("single");
  private static final ManifestChecksum CRC =
      new ManifestChecksum(ChecksumAlgorithm.CRC32, true, Octets.of(new byte[] {1, 2, 3, 4}));
  private static final ObjectMetadata METADATA =
      new ObjectMetadata(Map.of(StandardHeader.EXPIRES, "never"), Map.of("a", "b"), Map.of());

  private final CopyFixture fixture = new CopyFixture();
  private final Vault vault = fixture.vault("one");

  private byte[] put(int... lengths) throws IOException {
    return fixture.putParts(KEY, METADATA, Optional.of(CRC), lengths);
  }

  private void copy(ObjectKey from, Vault to, ObjectKey key) throws IOException {
    to.copy(vault.source(from), key, Optional.empty(), WriteCondition.NONE);
  }

  @Test
  void isTheSameInEveryPlace() throws IOException {
    byte[] plaintext = put(MIN + 3, MIN, 70_000);
    ObjectInfo source = vault.head(KEY);
    for (String bucket : List.of("one", "two")) {
      copy(KEY, fixture.vault(bucket), TO);
      // What is remembered of the source must hold of the copy, and what a stranger reads, too.
      for (Vault reader : List.of(fixture.vault(bucket), fixture.restarted(bucket))) {
        fixture.assertReads(reader, TO, plaintext);
        ObjectInfo info = reader.head(TO);
        assertEquals(source.length(), info.length());
        assertEquals(source.checksums(), info.checksums());
        assertEquals(source.metadata(), info.metadata());
        assertEquals(3, info.parts().count());
        byte[] border = VaultFixture.read(reader, TO, new ByteRange.Between(MIN - 9, MIN + Q));
        assertArrayEquals(Arrays.copyOfRange(plaintext, MIN - 9, MIN + Q + 1), border);
      }
      assertEquals(ObjectSize.target(plaintext.length), fixture.head(bucket, TO).size());
    }
    fixture.assertReads(vault, KEY, plaintext);
  }

  @Test
  void costsTwoCallsWhereTheManifestIsKnownAndNoneToRememberIt() throws IOException {
    byte[] plaintext = put(MIN, 10);
    copy(KEY, vault, TO);
    assertEquals(
        Map.of(StoreCall.HEAD, 1L, StoreCall.READ, 1L, StoreCall.WRITE, 1L, StoreCall.COPY, 1L),
        fixture.calls().byCall());
    fixture.calls().reset();
    copy(KEY, vault, TO);
    assertEquals(
        Map.of(StoreCall.HEAD, 1L, StoreCall.WRITE, 1L, StoreCall.COPY, 1L),
        fixture.calls().byCall());
    fixture.calls().reset();
    fixture.assertReads(vault, TO, plaintext);
    assertEquals(Map.of(StoreCall.READ, 1L), fixture.calls().byCall());
  }

  @Test
  void keepsItsPartsWithOtherMetadata() throws IOException {
    byte[] plaintext = put(MIN, 10);
    ObjectMetadata other = new ObjectMetadata(Map.of(), Map.of("c", "d"), Map.of());
    for (ObjectKey to : List.of(TO, KEY)) {
      vault.copy(vault.source(KEY), to, Optional.of(other), WriteCondition.NONE);
      fixture.assertReads(vault, to, plaintext);
      fixture.assertReads(fixture.restarted("one"), to, plaintext);
      assertEquals(other, vault.head(to).metadata());
      assertEquals(2, vault.head(to).parts().count());
      assertEquals("AQIDBA==-2", vault.head(to).checksums().get(0).value());
    }
  }

  @Test
  void forgetsWhatWasCopiedOver() throws IOException {
    byte[] small = TestBody.bytes(1000);
    vault.put(SINGLE, ObjectMetadata.EMPTY, TestBody.of(small), WriteCondition.NONE);
    byte[] first = put(MIN, 10);
    fixture.assertReads(vault, KEY, first);
    copy(KEY, vault, TO);
    fixture.assertReads(vault, TO, first);
    copy(SINGLE, vault, TO);
    fixture.calls().reset();
    fixture.assertReads(vault, TO, small);
    assertEquals(Map.of(StoreCall.READ, 1L), fixture.calls().byCall());
    byte[] second = put(MIN, MIN, 3);
    copy(KEY, vault, TO);
    fixture.calls().reset();
    assertArrayEquals(
        Arrays.copyOfRange(second, MIN, 2 * MIN), vault.getPart(TO, 2).body().readAllBytes());
    assertEquals(Map.of(StoreCall.READ, 1L), fixture.calls().byCall());
    copy(TO, vault, SINGLE);
    fixture.assertReads(vault, SINGLE, second);
    assertEquals(3, vault.head(SINGLE).parts().count());
    vault.put(TO, ObjectMetadata.EMPTY, TestBody.of(small), WriteCondition.NONE);
    fixture.assertReads(vault, TO, small);
  }

  @Test
  void aCopyThatFailedChangesNothingThatIsRemembered() throws IOException {
    byte[] first = put(MIN, 10);
    copy(KEY, vault, TO);
    put(MIN, 20);
    CopySource source = vault.source(KEY);
    put(MIN, 30);
    assertThrows(
        StoreException.class, () -> vault.copy(source, TO, Optional.empty(), WriteCondition.NONE));
    fixture.calls().reset();
    fixture.assertReads(vault, TO, first);
    assertEquals(Map.of(StoreCall.READ, 1L), fixture.calls().byCall());
  }
}
