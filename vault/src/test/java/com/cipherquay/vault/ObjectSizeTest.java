package com.cipherquay.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalLong;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

final class ObjectSizeTest {

  private static final long MAX = 10_000 * (5L << 30);
  private static final int SHA256 = 32;

  @Test
  void knowsTheSizesOfTheSpecification() {
    assertEquals(304, ObjectSize.target(0));
    assertEquals(305, ObjectSize.target(1));
    assertEquals(65_520 + 16 + 304, ObjectSize.target(65_520));
    assertEquals((5 << 20) + 16 * 80 + 544, ObjectSize.target(5 << 20));
    assertEquals(164, ObjectSize.part(0));
    assertEquals(65_519 + 164, ObjectSize.part(65_519));
    assertEquals(65_520 + 180, ObjectSize.part(65_520));
  }

  @Test
  void refusesLengthsThatNoObjectHas() {
    assertThrows(IllegalArgumentException.class, () -> ObjectSize.target(-1));
    assertThrows(IllegalArgumentException.class, () -> ObjectSize.target(MAX + 1));
    assertThrows(IllegalArgumentException.class, () -> ObjectSize.part(-1));
    assertEquals(OptionalLong.of(MAX), ObjectSize.plaintext(ObjectSize.target(MAX)));
    assertEquals(OptionalLong.empty(), ObjectSize.plaintext(ObjectSize.target(MAX) + 1));
    assertEquals(OptionalLong.empty(), ObjectSize.plaintext(Long.MAX_VALUE));
    assertEquals(OptionalLong.empty(), ObjectSize.plaintext(Long.MIN_VALUE));
    for (long size = -1; size < 304; size++) {
      assertEquals(OptionalLong.empty(), ObjectSize.plaintext(size));
    }
  }

  @Test
  void findsExactlyTheImage() {
    // Around every kind of step: the first segments, and where a segment and a part meet.
    for (long around :
        new long[] {0, 65_520, 131_040, 5 << 20, 10 << 20, 5L << 30, 65_520L << 20}) {
      long first = Math.max(0, around - 300);
      long plaintext = first;
      for (long size = ObjectSize.target(first); plaintext < around + 300; size++) {
        boolean inImage = ObjectSize.target(plaintext) == size;
        assertEquals(
            inImage ? OptionalLong.of(plaintext) : OptionalLong.empty(),
            ObjectSize.plaintext(size));
        plaintext += inImage ? 1 : 0;
      }
    }
  }

  @Property
  void isInvertibleAndIncreasing(
      @ForAll @LongRange(min = 0, max = 10_000 * (5L << 30) - 1) long p) {
    assertEquals(OptionalLong.of(p), ObjectSize.plaintext(ObjectSize.target(p)));
    assertTrue(ObjectSize.target(p) < ObjectSize.target(p + 1));
  }

  @Property
  void leavesPaddingForEverySplit(
      @ForAll @IntRange(min = 1, max = 10_000) int parts,
      @ForAll long seed,
      @ForAll boolean exact) {
    Random random = new Random(seed);
    long plaintext = 0;
    long ciphertext = 0;
    for (int i = 1; i <= parts; i++) {
      // Whole multiples of the minimum are the worst case: many parts, no slack.
      long length = PartMinimum.bytes() + (exact ? 0 : random.nextInt(1 << 24));
      length = i < parts ? length : random.nextInt(1 << 23) * (exact ? 0L : 1L);
      plaintext += length;
      ciphertext += ObjectSize.part(length);
    }
    long trailer = 16 + 13 + SHA256 + parts * (39L + SHA256) + 8;
    assertTrue(ObjectSize.target(plaintext) - ciphertext - trailer >= 0);
  }

  @Test
  void needsNoPaddingForASmallPutWithSha256() {
    long trailer = 16 + 13 + SHA256 + 39 + SHA256 + 8;
    assertEquals(ObjectSize.target(1000), ObjectSize.part(1000) + trailer);
  }
}
