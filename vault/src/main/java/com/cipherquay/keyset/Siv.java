package com.cipherquay.keyset;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-SIV (RFC 5297) with one component of associated data, which may be empty: the cipher of
 * names, wraps, trailers, metadata and tokens. Thread-safe.
 *
 * <p>Put together from the AES of Java. Tink's own is made for keys that live long: for one that is
 * used once, as most here are, it takes three times as long, most of it for an exception it catches
 * while it looks for a provider. The tests hold this against it and against the RFC.
 */
public final class Siv {

  /** How much longer a sealed text is than its plaintext, in bytes. */
  public static final int OVERHEAD = 16;

  private static final String AES = "AES";
  private static final int BLOCK = 16;
  private static final IvParameterSpec ZERO = new IvParameterSpec(new byte[BLOCK]);
  private static final ThreadLocal<Cipher> CBC = cipher("AES/CBC/NoPadding");
  private static final ThreadLocal<Cipher> CTR = cipher("AES/CTR/NoPadding");

  private final SecretKeySpec macKey;
  private final SecretKeySpec cipherKey;

  /** The two subkeys of CMAC (RFC 4493 section 2.3). */
  private final byte[] fullBlock;

  private final byte[] paddedBlock;

  /** The CMAC of a block of zeros, doubled: what S2V begins with (RFC 5297 section 2.4). */
  private final byte[] start;

  private Siv(SecretKeySpec macKey, SecretKeySpec cipherKey) throws GeneralSecurityException {
    this.macKey = macKey;
    this.cipherKey = cipherKey;
    Cipher cbc = cbc();
    this.fullBlock = doubled(cbc.doFinal(new byte[BLOCK]));
    this.paddedBlock = doubled(fullBlock);
    this.start = doubled(cbc.doFinal(fullBlock));
  }

  /** A cipher with this key of {@link DerivedKey#SIV_LENGTH} bytes. */
  public static Siv of(byte[] key) {
    if (key.length != DerivedKey.SIV_LENGTH) {
      throw new IllegalArgumentException("an AES-SIV key has 64 bytes, not " + key.length);
    }
    try {
      return new Siv(
          new SecretKeySpec(key, 0, DerivedKey.LENGTH, AES),
          new SecretKeySpec(key, DerivedKey.LENGTH, DerivedKey.LENGTH, AES));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES is missing in this Java", e);
    }
  }

  /** The sealed text, always the same one for the same input. */
  public byte[] seal(byte[] plaintext, byte[] associatedData) {
    try {
      byte[] iv = s2v(associatedData, plaintext);
      byte[] sealed = Arrays.copyOf(iv, OVERHEAD + plaintext.length);
      ctr(iv).doFinal(plaintext, 0, plaintext.length, sealed, OVERHEAD);
      return sealed;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-SIV failed to encrypt", e);
    }
  }

  /** The plaintext; empty if this was not sealed with the same key and associated data. */
  public Optional<byte[]> open(byte[] ciphertext, byte[] associatedData) {
    if (ciphertext.length < OVERHEAD) {
      return Optional.empty();
    }
    try {
      byte[] iv = Arrays.copyOf(ciphertext, OVERHEAD);
      byte[] plaintext = ctr(iv).doFinal(ciphertext, OVERHEAD, ciphertext.length - OVERHEAD);
      boolean authentic = MessageDigest.isEqual(iv, s2v(associatedData, plaintext));
      return authentic ? Optional.of(plaintext) : Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-SIV failed to decrypt", e);
    }
  }

  private byte[] s2v(byte[] associatedData, byte[] plaintext) throws GeneralSecurityException {
    Cipher cbc = cbc();
    byte[] sum =
        cmac(
            cbc,
            Arrays.copyOf(associatedData, padded(associatedData.length)),
            associatedData.length);
    xor(start, sum, 0);
    if (plaintext.length >= BLOCK) {
      byte[] text = Arrays.copyOf(plaintext, padded(plaintext.length));
      xor(sum, text, plaintext.length - BLOCK);
      return cmac(cbc, text, plaintext.length);
    }
    byte[] text = Arrays.copyOf(plaintext, BLOCK);
    text[plaintext.length] = (byte) 0x80;
    xor(doubled(sum), text, 0);
    return cmac(cbc, text, BLOCK);
  }

  /**
   * CMAC (RFC 4493): the last block of CBC over the text, whose last block is mixed with a subkey.
   *
   * @param text with zeros after its length up to {@link #padded}; is changed
   */
  private byte[] cmac(Cipher cbc, byte[] text, int length) throws GeneralSecurityException {
    int last = text.length - BLOCK;
    if (length == text.length) {
      xor(fullBlock, text, last);
    } else {
      text[length] = (byte) 0x80;
      xor(paddedBlock, text, last);
    }
    return Arrays.copyOfRange(cbc.doFinal(text), last, text.length);
  }

  /** The length of whole blocks, at least one. */
  private static int padded(int length) {
    return Math.max(BLOCK, (length + BLOCK - 1) / BLOCK * BLOCK);
  }

  private static void xor(byte[] block, byte[] to, int offset) {
    for (int i = 0; i < BLOCK; i++) {
      to[offset + i] ^= block[i];
    }
  }

  /** Times x in the field of 2^128 elements, without a branch on what is secret. */
  private static byte[] doubled(byte[] block) {
    byte[] out = new byte[BLOCK];
    for (int i = 0; i < BLOCK - 1; i++) {
      out[i] = (byte) (block[i] << 1 | (block[i + 1] & 0xff) >>> 7);
    }
    out[BLOCK - 1] = (byte) (block[BLOCK - 1] << 1 ^ (block[0] >> 7 & 0x87));
    return out;
  }

  private Cipher cbc() throws GeneralSecurityException {
    Cipher cipher = CBC.get();
    cipher.init(Cipher.ENCRYPT_MODE, macKey, ZERO);
    return cipher;
  }

  /** The counter begins with two bits cleared, as RFC 5297 section 2.5 allows to add in 32 bits. */
  private Cipher ctr(byte[] iv) throws GeneralSecurityException {
    byte[] counter = iv.clone();
    counter[8] &= 0x7f;
    counter[12] &= 0x7f;
    Cipher cipher = CTR.get();
    cipher.init(Cipher.ENCRYPT_MODE, cipherKey, new IvParameterSpec(counter));
    return cipher;
  }

  private static ThreadLocal<Cipher> cipher(String transformation) {
    return ThreadLocal.withInitial(
        () -> {
          try {
            return Cipher.getInstance(transformation);
          } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java lacks " + transformation, e);
          }
        });
  }
}
