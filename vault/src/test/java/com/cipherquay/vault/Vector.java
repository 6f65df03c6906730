package com.cipherquay.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A test vector from {@code tests/vectors}: lines {@code field: value}, the last of which is {@code
 * expect: ok ...} or {@code expect: fail reason}; an empty line between two vectors.
 *
 * @param file the name of its file
 * @param fields every field by name
 */
public record Vector(String file, Map<String, String> fields) {

  /** Where the vectors are, from the directory of any module. */
  static final Path DIRECTORY = Path.of("../tests/vectors");

  /** The vectors of a file. */
  public static List<Vector> read(String file) {
    try {
      List<Vector> vectors = new ArrayList<>();
      Map<String, String> fields = new LinkedHashMap<>();
      List<String> lines = new ArrayList<>(Files.readAllLines(DIRECTORY.resolve(file), UTF_8));
      lines.add("");
      for (String line : lines) {
        int colon = line.indexOf(':');
        if (line.isEmpty() && !fields.isEmpty()) {
          vectors.add(new Vector(file, Map.copyOf(fields)));
          fields.clear();
        } else if (!line.isEmpty() && !line.startsWith("#")) {
          String before = put(fields, line.substring(0, colon), line.substring(colon + 1).strip());
          if (!before.isEmpty()) {
            throw new IllegalStateException(file + " has a field twice: " + line);
          }
        }
      }
      return vectors;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String put(Map<String, String> fields, String name, String value) {
    return Optional.ofNullable(fields.put(name, value)).orElse("");
  }

  /** The names of all vector files. */
  static List<String> files() {
    try (Stream<Path> files = Files.list(DIRECTORY)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".txt"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String name() {
    return text("name");
  }

  /** What must happen: {@code ok}, {@code ok value} or {@code fail reason}. */
  public String expected() {
    return text("expect");
  }

  boolean mustFail() {
    return expected().startsWith("fail ");
  }

  public String text(String field) {
    String value = fields.get(field);
    if (value == null) {
      throw new IllegalStateException(file + ": " + fields + " has no " + field);
    }
    return value;
  }

  long number(String field) {
    return Long.parseLong(text(field));
  }

  public byte[] hex(String field) {
    return HexFormat.of().parseHex(text(field));
  }

  @Override
  public String toString() {
    return file + ": " + name();
  }
}
