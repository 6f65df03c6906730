package com.cipherquay.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The inputs that are kept: a folder for each target, a file for each input. */
final class Seeds {

  private Seeds() {}

  /** Those of a target, sorted. */
  static List<Path> of(String target) {
    return list(folder().resolve(target));
  }

  /** The names of all targets that have any. */
  static List<String> targets() {
    return list(folder()).stream().map(folder -> folder.getFileName().toString()).toList();
  }

  private static List<Path> list(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("nothing in " + folder, e);
    }
  }

  private static Path folder() {
    URL folder = Objects.requireNonNull(Seeds.class.getResource("/seeds"), "no seeds at all");
    try {
      return Path.of(folder.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
