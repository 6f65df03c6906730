package com.cipherquay.keyset;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;

/** Passphrases that cost as little as is allowed, and how to unlock with them. */
final class Cheap {

  static final Argon2 COST = new Argon2(7 << 10, 1, 1);

  private Cheap() {}

  static WayIn way(String passphrase) {
    return WayIn.cheap(passphrase.getBytes(UTF_8), COST);
  }

  static Unlocking by(String passphrase) {
    return new Unlocking(
        Optional.empty(),
        Optional.of(() -> passphrase.getBytes(UTF_8)),
        Optional.empty(),
        Unlocking.BY_KEY_FILE.prompt(),
        Kms.NONE);
  }

  static Unlocking byRecoveryKey(String key) {
    return new Unlocking(
        Optional.of(() -> key.getBytes(UTF_8)),
        Optional.empty(),
        Optional.empty(),
        Unlocking.BY_KEY_FILE.prompt(),
        Kms.NONE);
  }

  static Unlocking by(Kms kms) {
    return new Unlocking(
        Optional.empty(), Optional.empty(), Optional.empty(), Unlocking.BY_KEY_FILE.prompt(), kms);
  }
}
