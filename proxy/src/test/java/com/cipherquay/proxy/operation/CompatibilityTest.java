package com.cipherquay.proxy.operation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table in src/docs/s3-compatibility.md says of every operation what the code does. */
final class CompatibilityTest {

  private static final Pattern ROW =
      Pattern.compile("\\| ([A-Z]\\w+) \\| (works|differs|refused) \\| (.*)\\|");
  private static final Set<Class<?>> OF_SEVERAL = Set.of(AbsentSetting.class, FixedSetting.class);

  /** What the table says, by operation. */
  private static Map<String, String> table() throws IOException {
    Map<String, String> rows = new TreeMap<>();
    for (String line : Files.readAllLines(Path.of("../src/docs/s3-compatibility.md"), UTF_8)) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        assertNull(rows.put(row.group(1), row.group(2)), () -> row.group(1) + " is there twice");
        boolean explained = !row.group(2).equals("differs") || !row.group(3).isBlank();
        assertTrue(explained, () -> row.group(1) + " does not say how it differs");
      } else {
        assertTrue(!line.matches("\\| [A-Z]\\w+ \\|.*"), () -> "not understood: " + line);
      }
    }
    return rows;
  }

  /** What the code answers. */
  private static Set<String> answered() {
    Set<String> names =
        Arrays.stream(S3Operation.class.getPermittedSubclasses())
            .filter(operation -> !OF_SEVERAL.contains(operation))
            .map(Class::getSimpleName)
            .collect(Collectors.toCollection(TreeSet::new));
    names.add(CrossOrigin.OPERATION);
    for (FixedConfiguration configuration : FixedConfiguration.ALL) {
      names.add(FixedSetting.name(configuration, FixedSetting.Verb.GET));
      if (configuration.canBePut()) {
        names.add(FixedSetting.name(configuration, FixedSetting.Verb.PUT));
      }
      if (configuration.canBeDeleted()) {
        names.add(FixedSetting.name(configuration, FixedSetting.Verb.DELETE));
      }
    }
    for (AbsentConfiguration configuration : AbsentConfiguration.values()) {
      names.add(AbsentSetting.name(configuration, AbsentSetting.Verb.GET));
      names.add(AbsentSetting.name(configuration, AbsentSetting.Verb.DELETE));
      if (configuration.list().isPresent()) {
        names.add(AbsentSetting.name(configuration, AbsentSetting.Verb.LIST));
      }
    }
    return names;
  }

  @Test
  void whatWorksOrDiffersIsWhatTheCodeAnswers() throws IOException {
    Map<String, String> table = table();
    Set<String> claimed = new TreeSet<>(table.keySet());
    claimed.removeIf(operation -> "refused".equals(table.get(operation)));
    assertEquals(answered(), claimed);
  }
}
