package com.cipherquay.proxy.sigv4;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** SHA-256 and HMAC-SHA-256 as signatures use them. Every Java has these, so no checked faults. */
final class Digests {

  static final HexFormat HEX = HexFormat.of();

  private static final String HMAC = "HmacSHA256";

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
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(secret, HMAC));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("this Java lacks " + HMAC, e);
    }
  }
}
