package com.cipherquay.keyset;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A second way into a vault, for the day on which the first is lost: 32 random bytes, written down
 * as 14 groups of 4 letters and digits, of which the last 24 bits tell a typing error.
 */
final class RecoveryKey implements UnlockMethod {

  static final String METHOD = "recovery-key";

  private static final int SUM = 3;
  private static final int CHARACTERS = (DerivedKey.LENGTH + SUM) * 8 / 5;
  private static final int GROUP = 4;
  private static final byte[] NOTHING = {};

  private final byte[] raw;
  private final DerivedKey key;

  private RecoveryKey(byte[] raw) throws GeneralSecurityException {
    SelfTest.refuseWeak(raw);
    this.raw = raw;
    this.key = DerivedKey.of(raw);
  }

  static RecoveryKey generate(SecureRandom random) throws GeneralSecurityException {
    byte[] raw = new byte[DerivedKey.LENGTH];
    random.nextBytes(raw);
    return new RecoveryKey(raw);
  }

  /**
   * Reads what a person wrote down: small letters, blanks and other groups do no harm.
   *
   * @throws VaultFileException if it is no recovery key, or one with a typing error
   */
  static RecoveryKey parse(byte[] written) throws VaultFileException {
    String text = new String(written, US_ASCII).replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
    Optional<byte[]> bytes =
        text.length() == CHARACTERS ? Encoding.unbase32(text) : Optional.empty();
    if (bytes.isEmpty()) {
      throw new VaultFileException(
          "this is not a recovery key: it has " + CHARACTERS + " characters of A-Z and 2-7");
    }
    try {
      RecoveryKey found = new RecoveryKey(Arrays.copyOf(bytes.get(), DerivedKey.LENGTH));
      if (!Arrays.equals(found.sum(), tail(bytes.get()))) {
        throw new VaultFileException("the recovery key has a typing error");
      }
      return found;
    } catch (GeneralSecurityException e) {
      throw new VaultFileException("this is not a recovery key: " + e.getMessage(), e);
    }
  }

  /** The key for paper. */
  String text() {
    byte[] bytes = Arrays.copyOf(raw, DerivedKey.LENGTH + SUM);
    System.arraycopy(sum(), 0, bytes, DerivedKey.LENGTH, SUM);
    return Encoding.base32(bytes, CHARACTERS).replaceAll("(.{" + GROUP + "})(?=.)", "$1-");
  }

  private byte[] sum() {
    return key.bytes(KeyType.RECOVERY_SUM, NOTHING, SUM);
  }

  private static byte[] tail(byte[] bytes) {
    return Arrays.copyOfRange(bytes, DerivedKey.LENGTH, DerivedKey.LENGTH + SUM);
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
    return "the recovery key is not that of this vault";
  }
}
