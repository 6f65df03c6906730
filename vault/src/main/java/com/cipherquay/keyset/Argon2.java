package com.cipherquay.keyset;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.GeneralSecurityException;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * What a guess at a passphrase costs: Argon2id version 0x13 (RFC 9106) with these parameters. A
 * file can not ask for more than the most, because it is not authentic before the work is done.
 *
 * @param memory KiB, from 7 MiB to 1 GiB
 * @param passes over the memory, from 1 to 16
 * @param lanes from 1 to 16
 */
public record Argon2(int memory, int passes, int lanes) {

  /** 64 MiB: the second recommendation of RFC 9106, section 4. */
  public static final Argon2 DEFAULT = new Argon2(64 << 10, 3, 4);

  /** The length of a salt in bytes. */
  public static final int SALT_LENGTH = 16;

  private static final int LEAST_MEMORY = 7 << 10;
  private static final int MOST_MEMORY = 1 << 20;
  private static final int MOST_PASSES = 16;
  private static final int MOST_LANES = 16;

  /** Refuses what is out of bounds: parameters can come from anybody. */
  public Argon2 {
    if (!isWithin(memory, LEAST_MEMORY, MOST_MEMORY)
        || !isWithin(passes, 1, MOST_PASSES)
        || !isWithin(lanes, 1, MOST_LANES)) {
      throw new IllegalArgumentException("parameters of Argon2 out of bounds");
    }
  }

  private static boolean isWithin(int value, int least, int most) {
    return value >= least && value <= most;
  }

  /** The parameters in a section of the vault file; they are in bounds. */
  static Argon2 of(ObjectNode section) throws GeneralSecurityException {
    if (!UnlockSection.text(section, "kdf").equals("argon2id")) {
      throw new GeneralSecurityException("an unknown key derivation");
    }
    try {
      return new Argon2(
          UnlockSection.number(section, "memoryKiB"),
          UnlockSection.number(section, "passes"),
          UnlockSection.number(section, "lanes"));
    } catch (IllegalArgumentException e) {
      throw new GeneralSecurityException("parameters of Argon2 out of bounds", e);
    }
  }

  void describe(ObjectNode section) {
    section
        .put("kdf", "argon2id")
        .put("memoryKiB", memory)
        .put("passes", passes)
        .put("lanes", lanes);
  }

  /**
   * 32 bytes of a passphrase; takes its time.
   *
   * @throws VaultFileException if this process may not use so much memory
   */
  public byte[] derive(byte[] passphrase, byte[] salt) throws VaultFileException {
    long needed = (long) memory << 10;
    if (needed > Runtime.getRuntime().maxMemory() / 4 * 3) {
      throw new VaultFileException(
          "the passphrase takes %d MiB of memory: give Java more (-Xmx)".formatted(needed >> 20));
    }
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(memory)
            .withIterations(passes)
            .withParallelism(lanes)
            .withSalt(salt)
            .build());
    byte[] derived = new byte[DerivedKey.LENGTH];
    generator.generateBytes(passphrase, derived);
    return derived;
  }
}
