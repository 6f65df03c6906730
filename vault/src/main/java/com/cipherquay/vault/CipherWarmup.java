package com.cipherquay.vault;

import java.nio.ByteBuffer;

/**
 * Gets AES-GCM compiled before the first bodies come: until the JIT has, it runs some fifty times
 * slower, for the first 200 MB or so.
 */
public final class CipherWarmup {

  private static final int SEGMENTS = 3000;
  private static final int LENGTH = 4096;

  private CipherWarmup() {}

  /** Starts it in the background, for about a third of a second of one CPU. */
  public static void start() {
    Thread thread = new Thread(CipherWarmup::run, "cipher-warmup");
    thread.setDaemon(true);
    thread.start();
  }

  static void run() {
    byte[] context = PartHeader.segmentContext(1, WriteId.random());
    DataKey key = DataKey.random();
    SegmentCipher.Encrypter encrypter = new SegmentCipher.Encrypter(key, context);
    byte[] plaintext = new byte[LENGTH];
    byte[] ciphertext = new byte[LENGTH + SegmentCipher.TAG];
    try {
      SegmentCipher.Decrypter decrypter =
          new SegmentCipher.Decrypter(key, encrypter.header(), context);
      for (int i = 0; i < SEGMENTS; i++) {
        encrypter.encrypt(ByteBuffer.wrap(plaintext), false, ByteBuffer.wrap(ciphertext));
        decrypter.decrypt(i, false, ByteBuffer.wrap(ciphertext), ByteBuffer.wrap(plaintext));
      }
    } catch (VaultException e) {
      throw new IllegalStateException("AES-GCM does not decrypt what it encrypted", e);
    }
  }
}
