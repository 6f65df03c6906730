package com.cipherquay.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks at the disk, to find what the index would not tell. */
final class ContentFileCount {

  private ContentFileCount() {}

  /** How many content files a store's directory holds. */
  static long in(Path store) throws IOException {
    return files(store).size();
  }

  /** The content files of the store. */
  static Set<Path> files(Path store) throws IOException {
    try (Stream<Path> files = Files.walk(store.resolve("content"))) {
      return files.filter(Files::isRegularFile).collect(Collectors.toSet());
    }
  }

  /** Some content file of the store. */
  static Path any(Path store) throws IOException {
    return files(store).stream().findFirst().orElseThrow();
  }
}
