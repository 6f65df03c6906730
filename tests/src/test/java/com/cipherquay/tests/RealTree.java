package com.cipherquay.tests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A directory tree that nobody made for a test: the first of some that every machine with a JDK has
 * and that holds enough files.
 *
 * @param root the folder
 * @param files the files below it, sorted; symbolic links are left out
 */
record RealTree(Path root, List<Path> files) {

  private static final List<Path> CANDIDATES =
      List.of(
          Path.of("/usr/share/doc"),
          Path.of("/usr/include"),
          Path.of("/usr/share"),
          Path.of(System.getProperty("java.home")),
          Path.of("/usr"));

  static RealTree find(int atLeast, int atMost) throws IOException {
    for (Path candidate : CANDIDATES) {
      List<Path> files = Files.isDirectory(candidate) ? files(candidate, atMost) : List.of();
      if (files.size() >= atLeast) {
        return new RealTree(candidate, files);
      }
    }
    throw new IllegalStateException("no tree of " + atLeast + " files in " + CANDIDATES);
  }

  private static List<Path> files(Path root, int atMost) throws IOException {
    try (Stream<Path> walk = Files.walk(root)) {
      return walk.filter(Files::isReadable)
          .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .sorted()
          .limit(atMost)
          .toList();
    }
  }

  /** The object key of a file: its path below the root. */
  String key(Path file) {
    return root.relativize(file).toString();
  }
}
