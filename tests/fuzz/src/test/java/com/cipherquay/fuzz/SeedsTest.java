package com.cipherquay.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every seed through its target. Seeds are good inputs, inputs that are refused late, and what the
 * fuzzer once found.
 */
class SeedsTest {

  private static final int LEAST = 3;
  private static final Duration LONGEST = Duration.ofSeconds(5);

  @TestFactory
  Stream<DynamicContainer> everySeedPasses() {
    return Targets.all().entrySet().stream()
        .map(
            target ->
                DynamicContainer.dynamicContainer(
                    target.getKey(),
                    Seeds.of(target.getKey()).stream().map(seed -> test(target.getValue(), seed))));
  }

  private static DynamicTest test(Target target, Path seed) {
    return DynamicTest.dynamicTest(
        seed.getFileName().toString(),
        () -> {
          byte[] input = Files.readAllBytes(seed);
          assertTimeoutPreemptively(LONGEST, () -> target.run(input));
        });
  }

  /** A mutation of a seed is refused or passes, too: the last byte, and half of them, are gone. */
  @Test
  void soDoCutSeeds() throws Exception {
    for (var target : Targets.all().entrySet()) {
      for (Path seed : Seeds.of(target.getKey())) {
        byte[] input = Files.readAllBytes(seed);
        target.getValue().run(Arrays.copyOf(input, input.length / 2));
        target.getValue().run(Arrays.copyOf(input, Math.max(0, input.length - 1)));
        target.getValue().run(Arrays.copyOf(input, input.length + 1));
      }
    }
  }

  @Test
  void thereAreSeedsForEveryTargetAndNoOthers() {
    assertEquals(Targets.all().keySet(), new TreeSet<>(Seeds.targets()));
    for (String target : Targets.all().keySet()) {
      assertTrue(Seeds.of(target).size() >= LEAST, "too few seeds for " + target);
    }
  }
}
