package com.cipherquay.proxy.sigv4;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Hashes and HMACs as signatures use them. Every Java has these, so no checked faults. */
final class Digests {

  static final HexFormat HEX = HexFormat.of();

  private static final String HMAC = "HmacSHA256";
  private static final String HMAC_SHA1 = "HmacSHA1";

  private Digests() {}

  static MessageDigest newDigest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java lacks " + algorithm, e);
    }
  }

  static String sha256Hex(byte[] bytes, int offset, int length) {
    MessageDigest digest = newDigest("SHA-256");
    digest.update(bytes, offset, length);
    return HEX.formatHex(digest.digest());
  }

  static String sha256Hex(byte[] bytes) {
    return sha256Hex(bytes, 0, bytes.length);
  }

  static byte[] hmac(byte[] secret, String text) {
    return hmac(HMAC, secret, text.getBytes(StandardCharsets.UTF_8));
  }

  /** For Signature Version 2 alone. */
  static byte[] hmacSha1(byte[] secret, byte[] bytes) {
    return hmac(HMAC_SHA1, secret, bytes);
  }

  private static byte[] hmac(String algorithm, byte[] secret, byte[] bytes) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(secret, algorithm));
      return mac.doFinal(bytes);
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("this Java lacks " + algorithm, e);
    }
  }
}
