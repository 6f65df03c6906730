package com.cipherquay.keyset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;

/** The way in that a vault gets, when it is created or later. */
public final class WayIn {

  @FunctionalInterface
  private interface Maker {
    UnlockMethod make(Path folder) throws IOException, GeneralSecurityException;
  }

  private final boolean keyFile;
  private final Maker maker;

  private WayIn(boolean keyFile, Maker maker) {
    this.keyFile = keyFile;
    this.maker = maker;
  }

  /**
   * A key file beside the vault file. One that is there before the vault is taken: a first start
   * was cut off.
   */
  public static WayIn keyFile() {
    return new WayIn(
        true,
        folder -> {
          Path file = folder.resolve(VaultDirectory.KEY_FILE);
          if (Files.exists(file) && !Files.exists(folder.resolve(VaultDirectory.VAULT_FILE))) {
            return KeyFile.read(file);
          }
          KeyFile made = KeyFile.generate(new SecureRandom());
          AtomicFile.replace(file, made.content());
          return made;
        });
  }

  /** A passphrase of at least 8 characters. */
  public static WayIn passphrase(SecretSource source) {
    return new WayIn(false, folder -> Passphrase.of(source.read()).asNew());
  }

  /**
   * A key in a key management service.
   *
   * @param uri which key
   */
  public static WayIn kms(String uri, Kms services) {
    return new WayIn(false, folder -> KmsKey.ofNew(services, uri));
  }

  /** For tests: a passphrase that costs less. */
  static WayIn cheap(byte[] passphrase, Argon2 cost) {
    return new WayIn(false, folder -> Passphrase.of(passphrase, cost));
  }

  boolean isKeyFile() {
    return keyFile;
  }

  UnlockMethod make(Path folder) throws IOException, GeneralSecurityException {
    return maker.make(folder);
  }
}
