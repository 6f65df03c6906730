package com.cipherquay.tests.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** src/docs/assurance.md names tests that are there. */
final class AssuranceTest {

  private static final Path ROOT = Path.of(System.getProperty("cipherquay.root", ".."));

  /** {@code SomeTest}, {@code SomeTest#method}, or {@code test_some.py}, in backquotes. */
  private static final Pattern NAMED =
      Pattern.compile("`(?:([A-Z]\\w+(?:Test|Fuzz))(?:#(\\w+))?|(test_\\w+\\.py))`");

  /** By their names, of which some are there more than once. */
  private static Map<String, String> sources() throws IOException {
    Map<String, String> sources = new HashMap<>();
    for (String folder : List.of("vault", "proxy", "keytool", "tests")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
        for (Path file : files.filter(AssuranceTest::isTest).toList()) {
          sources.merge(file.getFileName().toString(), Files.readString(file), String::concat);
        }
      }
    }
    return sources;
  }

  private static boolean isTest(Path file) {
    return file.toString().matches(".*(/src/test/java/.*\\.java|/test_\\w+\\.py)");
  }

  @Test
  void every_test_it_names_is_there() throws IOException {
    Map<String, String> sources = sources();
    Matcher named = NAMED.matcher(Files.readString(ROOT.resolve("src/docs/assurance.md")));
    Set<String> missing = new TreeSet<>();
    int found = 0;
    while (named.find()) {
      String file = named.group(3) == null ? named.group(1) + ".java" : named.group(3);
      String source = sources.get(file);
      String method = named.group(2);
      boolean there = source != null && (method == null || source.contains(" " + method + "("));
      if (!there) {
        missing.add(named.group());
      }
      found++;
    }
    assertEquals(Set.of(), missing);
    assertTrue(found > 50, "it names only " + found);
  }
}
