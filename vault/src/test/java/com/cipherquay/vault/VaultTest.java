package com.cipherquay.vault;

import static com.cipherquay.vault.VaultFixture.KEY;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.store.ByteRange;
import com.cipherquay.store.StoreCall;
import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import com.cipherquay.store.WriteCondition;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class VaultTest {

  private static final int Q = SegmentCipher.PLAINTEXT;
  private static final String CRC = "yZRlqg==";
  private static final ObjectChecksum CHECKSUM =
      new ObjectChecksum(ChecksumAlgorithm.CRC32, false, CRC);

  private final VaultFixture fixture = new VaultFixture();

  @ParameterizedTest
  @ValueSource(
      ints = {0, 1, 16, 4096, Q - 1, Q, Q + 1, 2 * Q - 1, 2 * Q, 2 * Q + 1, 3 * Q, 1_000_000})
  void givesBackWhatWasPutWithOneCallEach(int length) throws IOException {
    byte[] plaintext = TestBody.bytes(length);
    String etag = fixture.put(plaintext);
    assertEquals(Map.of(StoreCall.WRITE, 1L), fixture.calls.byCall());
    fixture.calls.reset();
    assertArrayEquals(plaintext, fixture.get());
    assertEquals(Map.of(StoreCall.READ, 1L), fixture.calls.byCall());
    fixture.calls.reset();
    ObjectInfo info = fixture.vault.head(KEY);
    assertEquals(Map.of(StoreCall.HEAD, 1L), fixture.calls.byCall());
    assertEquals(length, info.length());
    assertEquals(etag, info.etag());
    assertTrue(etag.endsWith("-cq"), etag);
    assertEquals(
        ObjectSize.target(length), fixture.store.head(fixture.paths.storedName(KEY)).size());
  }

  @Property(tries = 300)
  void givesAnyRangeWithOneCall(
      @ForAll @IntRange(min = 0, max = 5) int borders,
      @ForAll @IntRange(min = 0, max = 3) int offset,
      @ForAll long seed)
      throws IOException {
    VaultFixture fresh = new VaultFixture();
    byte[] plaintext = TestBody.bytes(Math.max(0, borders * Q / 2 + offset - 1));
    fresh.put(plaintext);
    Random random = new Random(seed);
    for (int i = 0; i < 20; i++) {
      ByteRange range = randomRange(random, plaintext.length);
      fresh.calls.reset();
      Span span = Span.find(range, plaintext.length).orElse(new Span(0, 0));
      if (span.length() == 0 && !(range instanceof ByteRange.Whole)) {
        UnsatisfiableRangeException refused =
            assertThrows(UnsatisfiableRangeException.class, () -> fresh.get(range));
        assertEquals(plaintext.length, refused.length());
        assertTrue(fresh.calls.total() <= 2, range.toString());
      } else {
        byte[] expected = Arrays.copyOfRange(plaintext, (int) span.first(), (int) span.end());
        assertArrayEquals(expected, fresh.get(range), range.toString());
        assertEquals(1, fresh.calls.total(), range.toString());
      }
    }
  }

  private static ByteRange randomRange(Random random, int length) {
    long first = random.nextInt(length + 2);
    return switch (random.nextInt(4)) {
      case 0 -> new ByteRange.From(first);
      case 1 -> new ByteRange.Suffix(random.nextInt(length + 100));
      case 2 -> new ByteRange.Between(first, first + random.nextInt(1 + random.nextInt(3 * Q)));
      default -> new ByteRange.Between(first, Long.MAX_VALUE);
    };
  }

  @Test
  void saysWhereARangeBegins() throws IOException {
    fixture.put(TestBody.bytes(Q + 10));
    try (VaultObject object = fixture.vault.get(KEY, new ByteRange.Suffix(20))) {
      assertEquals(Q - 10, object.first());
      assertEquals(20, object.length());
      assertEquals(Q + 10, object.info().length());
    }
  }

  @Test
  void keepsMetadataAndEarlyChecksums() throws IOException {
    ObjectMetadata metadata =
        new ObjectMetadata(
            Map.of(StandardHeader.CONTENT_TYPE, "text/plain", StandardHeader.EXPIRES, "never"),
            Map.of("colour", "grün", "empty", ""),
            Map.of(ChecksumAlgorithm.CRC32, CRC));
    for (int length : new int[] {10, 3 * Q}) {
      PlaintextBody body = TestBody.of(TestBody.bytes(length));
      fixture.vault.put(KEY, metadata, body, WriteCondition.NONE);
      assertEquals(metadata, fixture.vault.head(KEY).metadata());
      assertEquals(List.of(CHECKSUM), fixture.vault.describe(KEY).checksums());
      assertEquals(List.of(CHECKSUM), fixture.vault.head(KEY).checksums());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 100, Q, Q + 1, 200_000})
  void keepsAChecksumThatComesAfterTheBody(int length) throws IOException {
    byte[] plaintext = TestBody.bytes(length);
    Map<ChecksumAlgorithm, String> checksums = Map.of(ChecksumAlgorithm.CRC32, CRC);
    PlaintextBody body =
        new PlaintextBody(TestBody.of(plaintext).stream(), length, () -> checksums);
    fixture.vault.put(KEY, ObjectMetadata.EMPTY, body, WriteCondition.NONE);
    boolean small = length <= Q;
    assertEquals(small ? checksums : Map.of(), fixture.vault.head(KEY).metadata().checksums());
    assertEquals(List.of(CHECKSUM), fixture.vault.describe(KEY).checksums());
    assertArrayEquals(plaintext, fixture.get());
  }

  @Test
  void deletes() throws IOException {
    fixture.put(new byte[1]);
    fixture.vault.delete(KEY);
    fixture.vault.delete(KEY);
    StoreException gone = assertThrows(StoreException.class, () -> fixture.vault.head(KEY));
    assertEquals(StoreFault.NO_SUCH_OBJECT, gone.fault());
  }

  @Test
  void deletesManyWithOneCall() throws IOException {
    ObjectKey other = new ObjectKey("other");
    fixture.put(KEY, new byte[1]);
    fixture.put(other, new byte[1]);
    fixture.calls.reset();
    ObjectKey tooLong = new ObjectKey("x".repeat(1024));
    List<ObjectVersion> all =
        Stream.of(KEY, tooLong, other, KEY).map(ObjectVersion::current).toList();
    DeletedObjects deletions = fixture.vault.deleteAll(all);
    assertEquals(Map.of(), deletions.failures());
    assertEquals(Set.copyOf(all), deletions.deleted().keySet());
    assertEquals(Map.of(StoreCall.DELETE_ALL, 1L), fixture.calls.byCall());
    assertThrows(StoreException.class, () -> fixture.vault.head(other));
  }

  @Test
  void putsOnConditionOfTheTagThatClientsKnow() throws IOException {
    String etag = fixture.put(new byte[1]);
    String storeTag = etag.substring(0, etag.length() - 3);
    for (String wrong : new String[] {storeTag, "-cq", "", "x-cq", storeTag + "-CQ"}) {
      assertEquals(StoreFault.PRECONDITION_FAILED, faultOfPut(new WriteCondition.IfMatch(wrong)));
    }
    assertEquals(StoreFault.PRECONDITION_FAILED, faultOfPut(new WriteCondition.IfAbsent()));
    WriteCondition right = new WriteCondition.IfMatch(etag);
    fixture.vault.put(KEY, ObjectMetadata.EMPTY, TestBody.of(new byte[2]), right);
    assertArrayEquals(new byte[2], fixture.get());
  }

  @Test
  void aTagThatAStoreCouldReadOtherwiseReachesNone() throws IOException {
    String etag = fixture.put(new byte[1]);
    fixture.calls.reset();
    for (String made : new String[] {"*-cq", "a, " + etag, "\"" + etag, "W/\"a-cq", " -cq"}) {
      assertEquals(StoreFault.PRECONDITION_FAILED, faultOfPut(new WriteCondition.IfMatch(made)));
    }
    assertEquals(Map.of(), fixture.calls.byCall());
  }

  private StoreFault faultOfPut(WriteCondition condition) {
    PlaintextBody body = TestBody.of(new byte[3]);
    return assertThrows(
            StoreException.class,
            () -> fixture.vault.put(KEY, ObjectMetadata.EMPTY, body, condition))
        .fault();
  }
}
