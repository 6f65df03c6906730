package com.cipherquay.keyset;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;

/**
 * Unlocks a vault with 32 random bytes in a file of one printable line, which fits on paper and in
 * a password manager.
 */
final class KeyFile implements UnlockMethod {

  static final String METHOD = "keyfile";

  private static final String MARK = "cipherquay-key-1:";

  private final DerivedKey key;
  private final byte[] content;

  private KeyFile(byte[] key) throws GeneralSecurityException {
    SelfTest.refuseWeak(key);
    this.key = DerivedKey.of(key);
    this.content = (MARK + Encoding.base64(key) + "\n").getBytes(US_ASCII);
  }

  static KeyFile generate(SecureRandom random) throws GeneralSecurityException {
    byte[] key = new byte[DerivedKey.LENGTH];
    random.nextBytes(key);
    return new KeyFile(key);
  }

  static KeyFile read(Path file) throws IOException {
    String text;
    try {
      if (Files.size(file) > 1024) {
        throw new VaultFileException(file + " is too long for a key file");
      }
      text = new String(Files.readAllBytes(file), US_ASCII).strip();
    } catch (NoSuchFileException e) {
      throw new VaultFileException("the key file " + file + " is missing; restore your backup", e);
    }
    try {
      if (!text.startsWith(MARK)) {
        throw new GeneralSecurityException("it does not start with " + MARK);
      }
      return new KeyFile(Encoding.unbase64(text.substring(MARK.length())));
    } catch (GeneralSecurityException e) {
      throw new VaultFileException(file + " is not a key file: " + e.getMessage(), e);
    }
  }

  /** The bytes of the file. */
  byte[] content() {
    return content.clone();
  }

  @Override
  public String name() {
    return METHOD;
  }

  @Override
  public DerivedKey key(ObjectNode section, byte[] vaultId) {
    return key;
  }

  @Override
  public DerivedKey newKey(ObjectNode section, byte[] vaultId) {
    return key;
  }

  @Override
  public String mismatch() {
    return "the key file is not that of this vault";
  }
}
