package com.cipherquay.keyset;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.crypto.tink.subtle.Hkdf;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;

/**
 * A 32-byte key below a root of the vault, and the one derivation function of the format:
 *
 * <pre>
 * F(k, type, x) = HKDF-SHA-256(ikm = k, salt = "cipherquay", info = "cipherquay/1" || type || u32(len x) || x)
 * </pre>
 *
 * <p>Immutable and thread-safe. RFC 5869; FORMAT.md, "Key derivation".
 */
public final class DerivedKey {

  /** The length of a derived key in bytes. */
  public static final int LENGTH = 32;

  /** The length of an AES-256-SIV key in bytes. */
  public static final int SIV_LENGTH = 64;

  private static final byte[] SALT = "cipherquay".getBytes(US_ASCII);
  private static final byte[] LABEL = "cipherquay/1".getBytes(US_ASCII);

  private final byte[] key;

  private DerivedKey(byte[] key) {
    this.key = key;
  }

  /**
   * Takes over key bytes that were not derived: a data key just drawn or unwrapped.
   *
   * @throws IllegalArgumentException if there are not exactly 32
   */
  public static DerivedKey of(byte[] key) {
    if (key.length != LENGTH) {
      throw new IllegalArgumentException("a key has 32 bytes, not " + key.length);
    }
    return new DerivedKey(key.clone());
  }

  /** Returns the key {@code F(this, type, input)}. */
  public DerivedKey derive(KeyType type, byte[] input) {
    return new DerivedKey(bytes(type, input, LENGTH));
  }

  /**
   * Returns {@code length} bytes of {@code F(this, type, input)}, for a cipher whose key is longer
   * than 32 bytes.
   */
  public byte[] bytes(KeyType type, byte[] input, int length) {
    try {
      return Hkdf.computeHkdf("HMACSHA256", key, SALT, info(type, input), length);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA-256 is missing in this Java", e);
    }
  }

  /** The info of a derivation; also the input of the root keys' PRF, which has the same salt. */
  static byte[] info(KeyType type, byte[] input) {
    return ByteBuffer.allocate(LABEL.length + 5 + input.length)
        .put(LABEL)
        .put(type.code())
        .putInt(input.length)
        .put(input)
        .array();
  }

  static byte[] salt() {
    return SALT.clone();
  }
}
