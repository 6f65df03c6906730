package com.cipherquay.vault;

import static com.cipherquay.vault.VaultFixture.KEY;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.cipherquay.keyset.Keyset;
import com.cipherquay.store.ByteRange;
import com.cipherquay.store.StoreCall;
import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import com.cipherquay.store.StoredHead;
import com.cipherquay.store.WriteCondition;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Copies of objects that were put in one piece; no byte of a body passes. */
final class CopyTest {

  private static final int Q = SegmentCipher.PLAINTEXT;
  private static final ObjectKey TO = new ObjectKey("other/copy");
  private static final String CRC = "yZRlqg==";
  private static final List<ObjectChecksum> CHECKSUMS =
      List.of(new ObjectChecksum(ChecksumAlgorithm.CRC32, false, CRC));
  private static final ObjectMetadata METADATA = metadata("text/plain", Map.of("colour", "grün"));
  private static final Map<StoreCall, Long> THREE_CALLS =
      Map.of(StoreCall.HEAD, 1L, StoreCall.WRITE, 1L, StoreCall.COPY, 1L);

  private final CopyFixture fixture = new CopyFixture();
  private final Vault vault = fixture.vault("one");

  private static ObjectMetadata metadata(String type, Map<String, String> user) {
    return new ObjectMetadata(Map.of(StandardHeader.CONTENT_TYPE, type), user, Map.of());
  }

  private byte[] put(int length) throws IOException {
    byte[] plaintext = TestBody.bytes(length);
    PlaintextBody body =
        new PlaintextBody(
            TestBody.of(plaintext).stream(), length, () -> Map.of(ChecksumAlgorithm.CRC32, CRC));
    vault.put(KEY, METADATA, body, WriteCondition.NONE);
    fixture.calls().reset();
    return plaintext;
  }

  private String copy(ObjectKey to) throws IOException {
    return vault.copy(vault.source(KEY), to, Optional.empty(), WriteCondition.NONE).etag();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, Q - 1, Q, Q + 1, 2 * Q, 200_000})
  void isTheSameWithThreeCallsAndNoBody(int length) throws IOException {
    byte[] plaintext = put(length);
    String etag = copy(TO);
    assertEquals(THREE_CALLS, fixture.calls().byCall());
    fixture.assertReads(vault, TO, plaintext);
    fixture.assertReads(vault, KEY, plaintext);
    ObjectInfo info = vault.head(TO);
    assertEquals(etag, info.etag());
    assertEquals(length, info.length());
    assertEquals(METADATA.headers(), info.metadata().headers());
    assertEquals(METADATA.user(), info.metadata().user());
    assertEquals(CHECKSUMS, vault.describe(TO).checksums());
    assertEquals(ObjectSize.target(length), fixture.head("one", TO).size());
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 3 * Q})
  void replacesAllMetadataButTheChecksums(int length) throws IOException {
    byte[] plaintext = put(length);
    ObjectMetadata other =
        new ObjectMetadata(
            Map.of(StandardHeader.CACHE_CONTROL, "no-store"),
            Map.of("a", "b"),
            Map.of(ChecksumAlgorithm.SHA1, "made up by the client of a copy"));
    vault.copy(vault.source(KEY), TO, Optional.of(other), WriteCondition.NONE);
    assertEquals(THREE_CALLS, fixture.calls().byCall());
    ObjectInfo info = vault.head(TO);
    assertEquals(other.headers(), info.metadata().headers());
    assertEquals(other.user(), info.metadata().user());
    assertEquals(CHECKSUMS, vault.describe(TO).checksums());
    fixture.assertReads(vault, TO, plaintext);
    fixture.calls().reset();
    byte[] range = VaultFixture.read(vault, TO, new ByteRange.Between(3, 8));
    assertArrayEquals(Arrays.copyOfRange(plaintext, 3, 9), range);
    assertEquals(Map.of(StoreCall.READ, 1L), fixture.calls().byCall());
  }

  @Test
  void copiesInPlace() throws IOException {
    byte[] plaintext = put(Q + 5);
    StoredHead before = fixture.head("one", KEY);
    ObjectMetadata other = metadata("text/html", Map.of());
    vault.copy(vault.source(KEY), KEY, Optional.of(other), WriteCondition.NONE);
    Map<StoreCall, Long> noNote = Map.of(StoreCall.HEAD, 1L, StoreCall.COPY, 1L);
    assertEquals(noNote, fixture.calls().byCall());
    fixture.assertReads(vault, KEY, plaintext);
    assertEquals(other.headers(), vault.head(KEY).metadata().headers());
    assertNotEquals(before.metadata(), fixture.head("one", KEY).metadata());
    assertEquals(before.size(), fixture.head("one", KEY).size());
  }

  @Test
  void copiesAcrossBuckets() throws IOException {
    byte[] plaintext = put(70_000);
    Vault two = fixture.vault("two");
    two.copy(vault.source(KEY), KEY, Optional.empty(), WriteCondition.NONE);
    assertEquals(THREE_CALLS, fixture.calls().byCall());
    fixture.assertReads(two, KEY, plaintext);
    vault.delete(KEY);
    fixture.assertReads(two, KEY, plaintext);
    assertThrows(StoreException.class, () -> vault.head(KEY));
  }

  @Test
  void aCopyOfACopyNeedsNeitherOfThose() throws IOException {
    byte[] plaintext = put(70_000);
    copy(TO);
    vault.delete(KEY);
    ObjectKey third = new ObjectKey("a/b/c");
    vault.copy(vault.source(TO), third, Optional.empty(), WriteCondition.NONE);
    vault.delete(TO);
    fixture.assertReads(vault, third, plaintext);
    vault.copy(vault.source(third), KEY, Optional.empty(), WriteCondition.NONE);
    fixture.assertReads(vault, KEY, plaintext);
  }

  @Test
  void refusesWhatDoesNotFitBeforeTheStoreIsAsked() throws IOException {
    put(5);
    CopySource source = vault.source(KEY);
    fixture.calls().reset();
    Optional<ObjectMetadata> big = Optional.of(metadata("", Map.of("a", "x".repeat(1300))));
    assertEquals(
        VaultFault.KEY_TOO_LONG, fault(source, new ObjectKey("x".repeat(800)), Optional.empty()));
    assertEquals(VaultFault.METADATA_TOO_LARGE, fault(source, TO, big));
    assertEquals(Map.of(), fixture.calls().byCall());
    ObjectKey longest = new ObjectKey("x".repeat(752));
    vault.copy(source, longest, Optional.empty(), WriteCondition.NONE);
    fixture.assertReads(vault, longest, TestBody.bytes(5));
  }

  private VaultFault fault(CopySource source, ObjectKey to, Optional<ObjectMetadata> metadata) {
    return assertThrows(
            VaultException.class, () -> vault.copy(source, to, metadata, WriteCondition.NONE))
        .fault();
  }

  @Test
  void keepsTheConditionOnWhatIsReplaced() throws IOException {
    put(5);
    CopySource source = vault.source(KEY);
    String etag = vault.copy(source, TO, Optional.empty(), new WriteCondition.IfAbsent()).etag();
    for (WriteCondition fails :
        List.of(
            new WriteCondition.IfAbsent(),
            new WriteCondition.IfMatch(source.info().etag()),
            new WriteCondition.IfMatch(source.stored().etag()),
            new WriteCondition.IfMatch("*-cq"))) {
      StoreException refused =
          assertThrows(StoreException.class, () -> vault.copy(source, TO, Optional.empty(), fails));
      assertEquals(StoreFault.PRECONDITION_FAILED, refused.fault(), fails.toString());
    }
    assertEquals(etag, vault.head(TO).etag());
    vault.copy(source, TO, Optional.empty(), new WriteCondition.IfMatch(etag));
    assertNotEquals(etag, vault.head(TO).etag());
  }

  @Test
  void movesAnObjectToTheNewestEpoch() throws IOException, GeneralSecurityException {
    Keyset old = CopyFixture.keyset(Map.of(1, CopyFixture.filled(32, 0x31)));
    byte[] plaintext = TestBody.bytes(Q);
    fixture.vaults(old).open("one").put(KEY, METADATA, TestBody.of(plaintext), WriteCondition.NONE);
    assertEquals(1, MetadataEnvelope.parse(fixture.head("one", KEY).metadata()).wrapped().epoch());
    copy(TO);
    copy(KEY);
    for (ObjectKey moved : List.of(KEY, TO)) {
      assertEquals(
          2, MetadataEnvelope.parse(fixture.head("one", moved).metadata()).wrapped().epoch());
      fixture.assertReads(vault, moved, plaintext);
      assertThrows(VaultException.class, () -> fixture.vaults(old).open("one").head(moved));
    }
  }

  @Test
  void refusesASourceThatIsGoneOrOfAnotherVault() throws IOException, GeneralSecurityException {
    StoreException missing = assertThrows(StoreException.class, () -> vault.source(KEY));
    assertEquals(StoreFault.NO_SUCH_OBJECT, missing.fault());
    put(5);
    CopySource source = vault.source(KEY);
    vault.delete(KEY);
    assertEquals(StoreFault.NO_SUCH_OBJECT, storeFault(source));
    put(5);
    assertEquals(StoreFault.SOURCE_CHANGED, storeFault(source));
    assertThrows(StoreException.class, () -> vault.head(TO));
    Keyset other =
        Keyset.ofRoots(
            CopyFixture.filled(16, 0x11),
            CopyFixture.filled(32, 0x20),
            Map.of(1, CopyFixture.filled(32, 0x31)),
            CopyFixture.filled(32, 0x40));
    Vault foreign = fixture.vaults(other).open("one");
    CopySource ours = vault.source(KEY);
    foreign.copy(ours, TO, Optional.empty(), WriteCondition.NONE);
    assertArrayEquals(
        VaultFixture.read(vault, KEY, new ByteRange.Whole()),
        VaultFixture.read(foreign, TO, new ByteRange.Whole()));
    assertThrows(VaultException.class, () -> vault.head(TO));
  }

  private StoreFault storeFault(CopySource source) {
    return assertThrows(
            StoreException.class,
            () -> vault.copy(source, TO, Optional.empty(), WriteCondition.NONE))
        .fault();
  }
}
