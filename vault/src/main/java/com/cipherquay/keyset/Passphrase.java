package com.cipherquay.keyset;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;

/** Unlocks a vault with what a person knows, made expensive to guess by {@link Argon2}. */
final class Passphrase implements UnlockMethod {

  static final String METHOD = "passphrase";

  private static final String SALT = "salt";
  private static final int LONGEST = 1024;

  private record Work(Argon2 cost, String salt) {}

  private final byte[] text;
  private final Argon2 cost;

  /** What was derived so far: a file that was just written is read back without the work. */
  private final Map<Work, DerivedKey> derived = new HashMap<>();

  private Passphrase(byte[] text, Argon2 cost) {
    this.text = text;
    this.cost = cost;
  }

  /**
   * A passphrase as it was given.
   *
   * @throws VaultFileException if it can be none
   */
  static Passphrase of(byte[] given) throws VaultFileException {
    return of(given, Argon2.DEFAULT);
  }

  /** The same, with the cost that a new section gets. */
  static Passphrase of(byte[] given, Argon2 cost) throws VaultFileException {
    byte[] text = PassphraseText.of(given);
    if (new String(text, UTF_8).length() > LONGEST) {
      throw new VaultFileException("a passphrase has at most " + LONGEST + " characters");
    }
    return new Passphrase(text, cost);
  }

  /**
   * This one, to be used for a new section.
   *
   * @throws VaultFileException if it is too short
   */
  Passphrase asNew() throws VaultFileException {
    PassphraseText.requireNew(text);
    return this;
  }

  @Override
  public String name() {
    return METHOD;
  }

  @Override
  public DerivedKey key(ObjectNode section, byte[] vaultId)
      throws VaultFileException, GeneralSecurityException {
    Argon2 asked = Argon2.of(section);
    byte[] salt = UnlockSection.bytes(section, SALT);
    if (salt.length != Argon2.SALT_LENGTH) {
      throw new GeneralSecurityException("a salt of another length");
    }
    Work work = new Work(asked, Encoding.base64(salt));
    DerivedKey known = derived.get(work);
    if (known == null) {
      known = DerivedKey.of(asked.derive(text, salt));
      derived.put(work, known);
    }
    return known;
  }

  @Override
  public DerivedKey newKey(ObjectNode section, byte[] vaultId)
      throws VaultFileException, GeneralSecurityException {
    byte[] salt = new byte[Argon2.SALT_LENGTH];
    new SecureRandom().nextBytes(salt);
    cost.describe(section);
    section.put(SALT, Encoding.base64(salt));
    return key(section, vaultId);
  }

  @Override
  public String mismatch() {
    return "the passphrase is not that of this vault";
  }
}
