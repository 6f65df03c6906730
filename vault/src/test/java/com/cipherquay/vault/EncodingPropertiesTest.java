package com.cipherquay.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.store.ByteRange;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/**
 * Encodings come back as they were and have one form; arithmetic holds at sizes no test can hold.
 */
final class EncodingPropertiesTest {

  @Provide
  static Arbitrary<ObjectRecord> records() {
    Arbitrary<String> text = Arbitraries.of("", "a", "grün", "𝄞", "\0", "x".repeat(100));
    Arbitrary<Map<StandardHeader, String>> headers =
        Arbitraries.maps(Arbitraries.of(StandardHeader.class), text).ofMaxSize(3);
    Arbitrary<Map<String, String>> user = Arbitraries.maps(text, text).ofMaxSize(3);
    Arbitrary<Map<ChecksumAlgorithm, String>> checksums =
        Arbitraries.of(ChecksumAlgorithm.class)
            .set()
            .ofMaxSize(3)
            .map(
                algorithms ->
                    algorithms.stream()
                        .collect(Collectors.toMap(it -> it, it -> base64(it.length()))));
    Arbitrary<ObjectMetadata> metadata =
        Combinators.combine(headers, user, checksums).as(ObjectMetadata::new);
    Arbitrary<Optional<ObjectRecord.SinglePut>> single =
        Arbitraries.longs().greaterOrEqual(0).map(EncodingPropertiesTest::single).optional();
    return Combinators.combine(single, Arbitraries.of(true, false), Arbitraries.longs(), metadata)
        .as(ObjectRecord::new);
  }

  private static ObjectRecord.SinglePut single(long length) {
    return new ObjectRecord.SinglePut(length, Octets.of(new byte[SegmentCipher.HEADER]));
  }

  private static String base64(int length) {
    return Base64.getEncoder().encodeToString(TestBody.bytes(length));
  }

  @Property(tries = 300)
  void recordsComeBack(@ForAll("records") ObjectRecord contents) throws VaultException {
    byte[] encoded = RecordCodec.encode(contents);
    assertEquals(0, encoded.length % RecordCodec.BLOCK);
    assertTrue(encoded.length <= RecordCodec.MAX_LENGTH);
    assertEquals(contents, RecordCodec.decode(encoded));
  }

  @Property(tries = 300)
  void aChangedRecordIsAnotherOrNone(
      @ForAll("records") ObjectRecord contents, @ForAll Random random) throws VaultException {
    byte[] encoded = RecordCodec.encode(contents);
    encoded[random.nextInt(encoded.length)] ^= (byte) (1 << random.nextInt(8));
    ObjectRecord decoded;
    try {
      decoded = RecordCodec.decode(encoded);
    } catch (VaultException e) {
      assertEquals(VaultFault.CORRUPT, e.fault());
      return;
    }
    assertTrue(!decoded.equals(contents));
  }

  @Property(tries = 200)
  void manifestsComeBack(@ForAll @IntRange(min = 1, max = 40) int count, @ForAll Random random)
      throws VaultException {
    ChecksumAlgorithm algorithm = ChecksumCode.algorithm(1 + random.nextInt(5));
    Octets sum = random.nextBoolean() ? Octets.of(new byte[algorithm.length()]) : Octets.NONE;
    List<ManifestPart> parts = new ArrayList<>();
    long length = 0;
    for (int i = 1; i <= count; i++) {
      long part = random.nextInt(1 << 30) + (i < count ? PartMinimum.bytes() : 0);
      byte[] commitment = new byte[32];
      random.nextBytes(commitment);
      parts.add(new ManifestPart(i * 250, part, Octets.of(commitment), sum));
      length += part;
    }
    Optional<ManifestChecksum> checksum =
        sum.length() == 0
            ? Optional.empty()
            : Optional.of(new ManifestChecksum(algorithm, random.nextBoolean(), sum));
    Manifest manifest = new Manifest(length, checksum, parts);
    assertEquals(manifest, Manifest.decode(manifest.encode()));
    ContentLayout layout = ContentLayout.of(manifest);
    long trailer = manifest.encode().length + (long) Siv.OVERHEAD + Trailer.FOOTER;
    assertTrue(layout.partsEnd() + trailer <= layout.size());
  }

  @Property
  void asksForEnoughOfASuffixAtEverySize(
      @ForAll @LongRange(min = 1, max = ObjectWriter.MAX_LENGTH) long length,
      @ForAll @LongRange(min = 1, max = ObjectWriter.MAX_LENGTH) long wanted,
      @ForAll boolean few)
      throws UnsatisfiableRangeException {
    ByteRange suffix = new ByteRange.Suffix(few ? wanted % 100_000 + 1 : wanted);
    assertCovers(suffix, length);
  }

  @Property
  void asksForEnoughOfARangeAtEverySize(
      @ForAll @LongRange(min = 1, max = ObjectWriter.MAX_LENGTH) long length,
      @ForAll @LongRange(min = 0, max = Long.MAX_VALUE) long first,
      @ForAll @LongRange(min = 0, max = Long.MAX_VALUE) long more)
      throws UnsatisfiableRangeException {
    long start = first % length;
    assertCovers(new ByteRange.From(start), length);
    assertCovers(new ByteRange.Between(start, Math.max(start, more)), length);
    assertCovers(new ByteRange.Between(start, start + more % 200_000), length);
  }

  /** The stored range has every segment of the plaintext range, and begins where one begins. */
  private static void assertCovers(ByteRange range, long length)
      throws UnsatisfiableRangeException {
    ContentLayout layout = ContentLayout.single(length);
    ReadPlan plan = new ReadPlan(layout, Span.of(range, length), Optional.empty());
    Span stored = Span.of(SinglePutRange.of(range), layout.size());
    assertTrue(stored.first() <= plan.readFrom(), () -> range + " of " + length);
    assertTrue(stored.end() >= plan.readTo(), () -> range + " of " + length);
    boolean suffix = range instanceof ByteRange.Suffix;
    assertTrue(suffix || stored.first() == plan.readFrom());
    assertTrue(!suffix || stored.length() <= plan.span().length() * 2 + 500_000);
  }

  @Test
  void countsChecksumsFromOne() {
    assertEquals(1, ChecksumCode.of(ChecksumAlgorithm.CRC32));
    assertEquals(5, ChecksumCode.of(ChecksumAlgorithm.SHA256));
    for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
      assertEquals(algorithm, ChecksumCode.algorithm(ChecksumCode.of(algorithm)));
    }
    assertThrows(IllegalArgumentException.class, () -> ChecksumCode.algorithm(0));
    assertThrows(IllegalArgumentException.class, () -> ChecksumCode.algorithm(6));
  }

  @Test
  void warmsUpWithoutAProblem() {
    CipherWarmup.run();
  }
}
