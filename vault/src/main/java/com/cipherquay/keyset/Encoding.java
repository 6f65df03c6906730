package com.cipherquay.keyset;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** The text forms of bytes in the vault file (RFC 4648), each with one form per value. */
final class Encoding {

  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private Encoding() {}

  /** RFC 4648 section 5, without padding. */
  static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Decodes what {@link #base64} made and nothing else: no padding, no stray bits at the end. */
  static byte[] unbase64(String text) throws GeneralSecurityException {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(text);
      if (base64(bytes).equals(text)) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      throw new GeneralSecurityException("not base64url", e);
    }
    throw new GeneralSecurityException("not canonical base64url");
  }

  /**
   * RFC 4648 section 6: the first {@code characters} groups of 5 bits. Identifiers and secrets that
   * no shell, INI file or URL has to escape.
   */
  static String base32(byte[] bytes, int characters) {
    StringBuilder text = new StringBuilder(characters);
    for (int i = 0; i < characters; i++) {
      int bit = 5 * i;
      int low = bit / 8 + 1 < bytes.length ? bytes[bit / 8 + 1] & 0xff : 0;
      int window = (bytes[bit / 8] & 0xff) << 8 | low;
      text.append(BASE32.charAt((window >> (11 - bit % 8)) & 31));
    }
    return text.toString();
  }

  /**
   * The bytes of characters of {@link #base32}, 8 for every 5 bytes; empty for other characters.
   */
  static Optional<byte[]> unbase32(String text) {
    BigInteger bits = BigInteger.ONE;
    for (int i = 0; i < text.length(); i++) {
      int value = BASE32.indexOf(text.charAt(i));
      if (value < 0) {
        return Optional.empty();
      }
      bits = bits.shiftLeft(5).or(BigInteger.valueOf(value));
    }
    // The leading one keeps zeros in front, and is a byte of its own.
    byte[] bytes = bits.toByteArray();
    return Optional.of(Arrays.copyOfRange(bytes, 1, bytes.length));
  }
}
