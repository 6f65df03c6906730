package com.cipherquay.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The size of an object is that of its plaintext, however it was split. */
final class SplitObjectsTest {

  private static final int LOWERED = 1000;
  private static final int MIN = (int) PartMinimum.bytes();

  @Test
  void holdsForTenThousandParts(@TempDir Path directory) throws Exception {
    try (LoweredMinimum lowered = LoweredMinimum.compile(directory, LOWERED)) {
      Consumer<int[]> objects = lowered.checks();
      int[] parts = new int[10_000];
      Arrays.fill(parts, LOWERED);
      objects.accept(Arrays.copyOf(parts, 9_999));
      parts[5_000] = 70_000;
      parts[9_999] = LOWERED - 1;
      objects.accept(parts);
    }
  }

  @Test
  void holdsForAnySplit(@TempDir Path directory) throws Exception {
    try (LoweredMinimum lowered = LoweredMinimum.compile(directory, LOWERED)) {
      Consumer<int[]> objects = lowered.checks();
      Random random = new Random(11);
      for (int i = 0; i < 40; i++) {
        int[] parts = new int[1 + random.nextInt(1 + random.nextInt(20))];
        for (int part = 0; part < parts.length; part++) {
          int length = random.nextInt(1 + random.nextInt(3 * SegmentCipher.PLAINTEXT));
          parts[part] = part < parts.length - 1 ? LOWERED + length : length;
        }
        objects.accept(parts);
      }
    }
  }

  @Test
  void isAnotherMinimumIndeed(@TempDir Path directory) throws Exception {
    int[] parts = {LOWERED, 1};
    try (LoweredMinimum lowered = LoweredMinimum.compile(directory, LOWERED)) {
      lowered.checks().accept(parts);
    }
    assertThrows(UncheckedIOException.class, () -> new SplitObjects().accept(parts));
    assertEquals(5 << 20, MIN);
  }

  @Test
  void holdsForRealParts() {
    SplitObjects objects = new SplitObjects();
    for (int[] parts :
        List.of(
            new int[] {MIN, MIN, 0},
            new int[] {MIN, MIN},
            new int[] {MIN + 1, 82 * SegmentCipher.PLAINTEXT, MIN - 1},
            new int[] {0})) {
      objects.accept(parts);
    }
  }
}
