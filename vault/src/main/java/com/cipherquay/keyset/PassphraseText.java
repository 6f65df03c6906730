package com.cipherquay.keyset;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.text.Normalizer;

/**
 * A passphrase as people give it: one line of UTF-8, of which a line end is no part. What looks the
 * same is the same, however a keyboard encodes it (Unicode's NFC).
 */
public final class PassphraseText {

  private static final int SHORTEST = 8;

  private PassphraseText() {}

  /**
   * The passphrase in what was given.
   *
   * @return in UTF-8
   * @throws VaultFileException if it is none; the message is for the user
   */
  public static byte[] of(byte[] given) throws VaultFileException {
    String text;
    try {
      text = UTF_8.newDecoder().decode(ByteBuffer.wrap(given)).toString();
    } catch (CharacterCodingException e) {
      throw new VaultFileException("the passphrase is not UTF-8", e);
    }
    text = Normalizer.normalize(text.replaceAll("\\r?\\n\\z", ""), Normalizer.Form.NFC);
    if (text.isEmpty() || text.contains("\n")) {
      throw new VaultFileException("a passphrase is one line, and not empty");
    }
    return text.getBytes(UTF_8);
  }

  /**
   * Passes if a passphrase is long enough to lock something with it.
   *
   * @throws VaultFileException if not
   */
  public static void requireNew(byte[] passphrase) throws VaultFileException {
    if (new String(passphrase, UTF_8).codePoints().count() < SHORTEST) {
      throw new VaultFileException("a passphrase has at least " + SHORTEST + " characters");
    }
  }
}
