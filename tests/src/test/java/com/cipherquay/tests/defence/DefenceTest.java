package com.cipherquay.tests.defence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every defence has a test that fails without it, and not with it. */
@Tag("campaign")
final class DefenceTest {

  @TempDir private Path folder = Path.of("");

  static Stream<Defence> defences() {
    return Defences.ALL.stream();
  }

  @ParameterizedTest
  @MethodSource("defences")
  void is_missed_by_its_test(Defence defence) throws Exception {
    PatchedProduct product = PatchedProduct.of(folder.resolve("classes"), defence.patches());
    PatchedProduct.Outcome outcome = product.run(defence.module(), List.of(defence.method()));
    assertEquals(SingleTest.FAILED, outcome.status(), outcome.output());
    System.out.printf("without \"%s\" fails %s%n", defence.name(), defence.method());
  }

  @Test
  void the_tests_pass_with_all_of_them() throws Exception {
    Map<String, List<String>> tests = new TreeMap<>();
    for (Defence defence : Defences.ALL) {
      tests.computeIfAbsent(defence.module(), module -> new ArrayList<>()).add(defence.method());
    }
    PatchedProduct whole = PatchedProduct.of(folder.resolve("classes"), List.of());
    for (Map.Entry<String, List<String>> module : tests.entrySet()) {
      PatchedProduct.Outcome outcome = whole.run(module.getKey(), module.getValue());
      assertEquals(SingleTest.PASSED, outcome.status(), outcome.output());
    }
  }
}
