package com.cipherquay.keytool;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.text.Normalizer;

/** The passphrase of a key grant, in a file or on standard input. */
final class PassphraseFile {

  private static final int SHORTEST = 8;

  private PassphraseFile() {}

  /**
   * Reads one that something is to be sealed to.
   *
   * @throws IOException if there is none, or it is too short
   */
  static byte[] readNew(Path file) throws IOException {
    byte[] passphrase = read(file);
    if (new String(passphrase, UTF_8).codePoints().count() < SHORTEST) {
      throw new IOException("a passphrase has at least " + SHORTEST + " characters");
    }
    return passphrase;
  }

  /**
   * Reads one line.
   *
   * @return in UTF-8, in the one of its forms that keyboards differ in
   * @throws IOException if there is none; the message is for the user
   */
  static byte[] read(Path file) throws IOException {
    byte[] given = SecretInput.of(file).read();
    String text;
    try {
      text = UTF_8.newDecoder().decode(ByteBuffer.wrap(given)).toString();
    } catch (CharacterCodingException e) {
      throw new IOException("the passphrase is not UTF-8", e);
    }
    text = Normalizer.normalize(text.replaceAll("\\r?\\n\\z", ""), Normalizer.Form.NFC);
    if (text.isEmpty() || text.contains("\n")) {
      throw new IOException("a passphrase is one line, and not empty");
    }
    return text.getBytes(UTF_8);
  }
}
