package com.cipherquay.keyset;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

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

  private static final String HMAC = "HmacSHA256";
  private static final byte[] SALT = "cipherquay".getBytes(US_ASCII);
  private static final SecretKeySpec SALT_KEY = new SecretKeySpec(SALT, HMAC);
  private static final byte[] LABEL = "cipherquay/1".getBytes(US_ASCII);

  private static final int BLOCK = 32;

  /** To be initialised before each use; looking one up costs as much as an HMAC. */
  private static final ThreadLocal<Mac> MACS = ThreadLocal.withInitial(DerivedKey::newMac);

  /** The key after HKDF's first step, which is the same for all derivations from it. */
  private final SecretKeySpec extracted;

  private DerivedKey(byte[] key) {
    this.extracted = new SecretKeySpec(keyed(SALT_KEY).doFinal(key), HMAC);
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
    return new DerivedKey(key);
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
    if (length > SIV_LENGTH) {
      throw new IllegalArgumentException("no cipher here needs " + length + " bytes");
    }
    Mac mac = keyed(extracted);
    byte[] info = info(type, input);
    byte[] out = new byte[length];
    byte[] block = {};
    for (int at = 0, number = 1; at < length; at += BLOCK, number++) {
      mac.update(block);
      mac.update(info);
      mac.update((byte) number);
      block = mac.doFinal();
      System.arraycopy(block, 0, out, at, Math.min(BLOCK, length - at));
    }
    return out;
  }

  private static Mac newMac() {
    try {
      return Mac.getInstance(HMAC);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("HMAC-SHA-256 is missing in this Java", e);
    }
  }

  private static Mac keyed(SecretKeySpec key) {
    Mac mac = MACS.get();
    try {
      mac.init(key);
    } catch (InvalidKeyException e) {
      throw new IllegalStateException("HMAC-SHA-256 takes every key", e);
    }
    return mac;
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
