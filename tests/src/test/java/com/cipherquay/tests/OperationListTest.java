package com.cipherquay.tests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.S3Request;

/** The table in src/docs/s3-compatibility.md has a row for all that the AWS SDK can ask for. */
final class OperationListTest {

  /** Operations of browsers, which no SDK sends. */
  private static final Set<String> OF_BROWSERS = Set.of("OptionsObject", "PostObject");

  private static final Pattern ROW = Pattern.compile("(?m)^\\| ([A-Z]\\w+) \\|");
  private static final String REQUEST = "Request";

  @Test
  void every_operation_has_a_row() throws IOException {
    Path table = ProxyProcess.projectRoot().resolve("src/docs/s3-compatibility.md");
    Set<String> rows =
        ROW.matcher(Files.readString(table, UTF_8))
            .results()
            .map((MatchResult row) -> row.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    assertTrue(rows.containsAll(OF_BROWSERS));
    rows.removeAll(OF_BROWSERS);

    assertEquals(ofSdk(), rows);
  }

  private static Set<String> ofSdk() {
    return Arrays.stream(S3AsyncClient.class.getMethods())
        .filter(method -> !method.isSynthetic())
        .map(Method::getParameterTypes)
        .filter(types -> types.length > 0 && S3Request.class.isAssignableFrom(types[0]))
        .map(types -> types[0].getSimpleName())
        .map(name -> name.substring(0, name.length() - REQUEST.length()))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
