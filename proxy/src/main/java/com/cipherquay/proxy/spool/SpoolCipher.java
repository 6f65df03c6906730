package com.cipherquay.proxy.spool;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM over the chunks of one file, under a key of its own that is never stored. The nonce
 * is the number of the chunk, so that no chunk passes for another. One thread at a time.
 */
final class SpoolCipher {

  static final int TAG = 16;

  private static final int KEY = 32;
  private static final int NONCE = 12;

  private final SecretKey key;
  private final Cipher cipher;

  SpoolCipher() {
    byte[] bytes = new byte[KEY];
    new SecureRandom().nextBytes(bytes);
    key = new SecretKeySpec(bytes, "AES");
    try {
      cipher = Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java lacks AES-GCM", e);
    }
  }

  void encrypt(long chunk, ByteBuffer plain, ByteBuffer out) {
    try {
      run(Cipher.ENCRYPT_MODE, chunk, plain, out);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM does not encrypt", e);
    }
  }

  /**
   * Brings a chunk back.
   *
   * @return whether it is what was encrypted
   */
  boolean decrypt(long chunk, ByteBuffer sealed, ByteBuffer out) {
    try {
      run(Cipher.DECRYPT_MODE, chunk, sealed, out);
      return true;
    } catch (AEADBadTagException e) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM does not decrypt", e);
    }
  }

  private void run(int mode, long chunk, ByteBuffer in, ByteBuffer out)
      throws GeneralSecurityException {
    byte[] nonce = ByteBuffer.allocate(NONCE).putInt(0).putLong(chunk).array();
    cipher.init(mode, key, new GCMParameterSpec(TAG * Byte.SIZE, nonce));
    cipher.doFinal(in, out);
  }
}
