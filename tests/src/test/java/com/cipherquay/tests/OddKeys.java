package com.cipherquay.tests;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The keys of {@code odd-keys.txt}, which says what they are. */
public final class OddKeys {

  private static final String CONTROLS = "#!";

  private OddKeys() {}

  /** Keys that every XML document can carry as they are. */
  public static List<String> plain() {
    List<String> lines = lines();
    return keys(lines.subList(0, border(lines)));
  }

  /** All of them. */
  public static List<String> all() {
    return keys(lines());
  }

  private static int border(List<String> lines) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith(CONTROLS)) {
        return i;
      }
    }
    throw new IllegalStateException("odd-keys.txt has lost its border");
  }

  private static List<String> keys(List<String> lines) {
    List<String> keys = new ArrayList<>();
    for (String line : lines) {
      if (!line.isEmpty() && !line.startsWith("#")) {
        keys.add(URLDecoder.decode(line.replace("+", "%2B"), UTF_8));
      }
    }
    return keys;
  }

  private static List<String> lines() {
    try (InputStream in = OddKeys.class.getResourceAsStream("/odd-keys.txt")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
