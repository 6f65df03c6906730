package com.cipherquay.keytool;

import com.cipherquay.keyset.PassphraseText;
import java.io.IOException;
import java.nio.file.Path;

/** The passphrase of a key grant, in a file or on standard input. */
final class PassphraseFile {

  private PassphraseFile() {}

  /**
   * Reads one that something is to be sealed to.
   *
   * @throws IOException if there is none, or it is too short
   */
  static byte[] readNew(Path file) throws IOException {
    byte[] passphrase = read(file);
    PassphraseText.requireNew(passphrase);
    return passphrase;
  }

  /**
   * Reads one.
   *
   * @return in UTF-8
   * @throws IOException if there is none; the message is for the user
   */
  static byte[] read(Path file) throws IOException {
    return PassphraseText.of(SecretInput.of(file).read());
  }
}
