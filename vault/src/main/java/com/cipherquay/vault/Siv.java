package com.cipherquay.vault;

import com.google.crypto.tink.subtle.AesSiv;
import java.security.GeneralSecurityException;
import java.util.Optional;

/**
 * AES-256-SIV (RFC 5297) with one component of associated data, which may be empty: the cipher of
 * names, wraps, trailers, metadata and tokens. Thread-safe.
 */
final class Siv {

  /** How much longer a sealed text is than its plaintext, in bytes. */
  static final int OVERHEAD = 16;

  private final AesSiv cipher;

  private Siv(AesSiv cipher) {
    this.cipher = cipher;
  }

  /** A cipher with this key of 64 bytes. */
  static Siv of(byte[] key) {
    try {
      return new Siv(new AesSiv(key));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES is missing in this Java, or the key is not 64 bytes", e);
    }
  }

  byte[] seal(byte[] plaintext, byte[] associatedData) {
    try {
      return cipher.encryptDeterministically(plaintext, associatedData);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-SIV failed to encrypt", e);
    }
  }

  /** The plaintext; empty if this was not sealed with the same key and associated data. */
  Optional<byte[]> open(byte[] ciphertext, byte[] associatedData) {
    try {
      return Optional.of(cipher.decryptDeterministically(ciphertext, associatedData));
    } catch (GeneralSecurityException e) {
      return Optional.empty();
    }
  }
}
