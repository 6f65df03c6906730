package com.cipherquay.keytool;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.cipherquay.keyset.SecretSource;
import com.cipherquay.keyset.VaultFileException;
import java.io.Console;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.CharBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Secrets from files, standard input and persons. */
final class SecretInput {

  static final Path STANDARD_INPUT = Path.of("-");

  private static final int MOST_BYTES = 8 << 10;

  private SecretInput() {}

  /** A file, or standard input for {@code -}; read at most once, because some can not be again. */
  static SecretSource of(Path file) {
    return once(
        () -> {
          try (InputStream in =
              isStandardInput(file) ? uncloseable() : Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
              throw new VaultFileException(file + " is too long for a secret");
            }
            return bytes;
          } catch (NoSuchFileException e) {
            throw new VaultFileException("there is no file " + file, e);
          }
        });
  }

  private static InputStream uncloseable() {
    return new FilterInputStream(System.in) {
      @Override
      public void close() {
        // Standard input is not ours to close.
      }
    };
  }

  static boolean isStandardInput(Path file) {
    return file.equals(STANDARD_INPUT);
  }

  /** A person at the terminal, without echo. */
  static SecretSource prompt(String question) {
    return once(() -> typed(question));
  }

  /** The same, twice, for a secret that is new. */
  static SecretSource promptTwice(String question) {
    return once(
        () -> {
          byte[] first = typed(question);
          if (!Arrays.equals(first, typed("The same again: "))) {
            throw new VaultFileException("these were two different passphrases");
          }
          return first;
        });
  }

  @SuppressWarnings(
      "SystemConsoleNull") // Java 22 to 24 have one without a terminal: it has no line
  private static byte[] typed(String question) throws IOException {
    Console console = System.console();
    if (console == null) {
      throw new VaultFileException(
          "a passphrase is needed, and there is no terminal: give --passphrase-file");
    }
    char[] typed = console.readPassword("%s", question);
    if (typed == null) {
      throw new VaultFileException("no passphrase was given");
    }
    byte[] bytes = new byte[UTF_8.encode(CharBuffer.wrap(typed)).remaining()];
    UTF_8.encode(CharBuffer.wrap(typed)).get(bytes);
    Arrays.fill(typed, ' ');
    return bytes;
  }

  private static SecretSource once(SecretSource source) {
    return new SecretSource() {
      private Optional<byte[]> read = Optional.empty();

      @Override
      public byte[] read() throws IOException {
        if (read.isEmpty()) {
          read = Optional.of(source.read());
        }
        return read.get().clone();
      }
    };
  }
}
