package com.cipherquay.keytool;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A passphrase in a file: its first line, without the end of it. */
final class PassphraseFile {

  private static final int MOST_BYTES = 4096;

  private PassphraseFile() {}

  /**
   * Reads it.
   *
   * @return in UTF-8
   * @throws IOException if there is none; the message is for the user
   */
  static byte[] read(Path file) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MOST_BYTES + 1);
    } catch (NoSuchFileException e) {
      throw new IOException("there is no file " + file, e);
    }
    String line = new String(bytes, UTF_8).lines().findFirst().orElse("");
    if (line.isEmpty() || bytes.length > MOST_BYTES) {
      throw new IOException(file + " does not begin with a line that can be a passphrase");
    }
    return line.getBytes(UTF_8);
  }
}
