package com.cipherquay.keytool;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that appear when they are whole, and not before. */
final class WholeFile {

  private WholeFile() {}

  /**
   * Writes beside the file first: what is not authentic to its end must not look finished.
   *
   * @return how many bytes it has
   * @throws java.nio.file.FileAlreadyExistsException if it is there
   */
  static long write(InputStream in, Path file) throws IOException {
    Path partial =
        Files.createTempFile(file.toAbsolutePath().getParent(), ".cipherquay", ".partial");
    try {
      long length;
      try (OutputStream out = Files.newOutputStream(partial)) {
        length = in.transferTo(out);
      }
      Files.move(partial, file);
      return length;
    } finally {
      Files.deleteIfExists(partial);
    }
  }
}
