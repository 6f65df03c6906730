package com.cipherquay.grant;

import java.nio.ByteBuffer;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Makes a key of a passphrase by Argon2id (RFC 9106), slowly and with much memory.
 *
 * @param memory in KiB
 * @param passes over the memory
 * @param lanes how many can be computed at once
 */
record Argon2(int memory, int passes, int lanes) {

  /** 64 MiB, three times, in four lanes. */
  static final Argon2 DEFAULT = new Argon2(64 << 10, 3, 4);

  /** The length of the encoding in bytes. */
  static final int LENGTH = 6;

  /** The length of a salt in bytes. */
  static final int SALT = 16;

  private static final int MOST_MEMORY = 1 << 20;
  private static final int MOST_PASSES = 64;
  private static final int MOST_LANES = 16;

  /** Refuses what Argon2 can not do, and what would take a reader's memory or hours. */
  Argon2 {
    boolean fits = memory >= 8 * lanes && memory <= MOST_MEMORY;
    if (!fits || passes < 1 || passes > MOST_PASSES || lanes < 1 || lanes > MOST_LANES) {
      throw new IllegalArgumentException("parameters of Argon2 that are out of bounds");
    }
  }

  /** Reads u32 memory, u8 passes, u8 lanes. */
  static Argon2 read(ByteBuffer in) {
    return new Argon2(in.getInt(), in.get() & 0xff, in.get() & 0xff);
  }

  byte[] encode() {
    return ByteBuffer.allocate(LENGTH).putInt(memory).put((byte) passes).put((byte) lanes).array();
  }

  /** The 32 bytes for a passphrase and a salt. */
  byte[] key(byte[] passphrase, byte[] salt) {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(memory)
            .withIterations(passes)
            .withParallelism(lanes)
            .withSalt(salt)
            .build());
    byte[] key = new byte[32];
    generator.generateBytes(passphrase, key);
    return key;
  }
}
