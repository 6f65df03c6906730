package com.cipherquay.tests;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/** The checksums of S3 as its headers carry them: base64 of big-endian bytes. */
final class Checksums {

  /** The polynomial 0xAD93D23594C93659, reflected. */
  private static final long CRC64_NVME = 0x9A6C9329AC4BC9B5L;

  private Checksums() {}

  /** The value of {@code x-amz-checksum-ALGORITHM}. */
  static String of(String algorithm, byte[] data) {
    return Base64.getEncoder()
        .encodeToString(
            switch (algorithm) {
              case "crc32" -> crc(new CRC32(), data);
              case "crc32c" -> crc(new CRC32C(), data);
              case "crc64nvme" -> crc64(data);
              case "sha1" -> digest("SHA-1", data);
              case "sha256" -> digest("SHA-256", data);
              default -> throw new IllegalArgumentException(algorithm);
            });
  }

  /** The value of Content-MD5. */
  static String md5(byte[] data) {
    return Base64.getEncoder().encodeToString(digest("MD5", data));
  }

  private static byte[] crc(Checksum checksum, byte[] data) {
    checksum.update(data, 0, data.length);
    return ByteBuffer.allocate(4).putInt((int) checksum.getValue()).array();
  }

  /** Bit by bit: slow, and too simple to share a fault with the product's tables. */
  private static byte[] crc64(byte[] data) {
    long crc = -1;
    for (byte b : data) {
      crc ^= b & 0xff;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 1) == 0 ? crc >>> 1 : (crc >>> 1) ^ CRC64_NVME;
      }
    }
    return ByteBuffer.allocate(8).putLong(~crc).array();
  }

  private static byte[] digest(String algorithm, byte[] data) {
    try {
      return MessageDigest.getInstance(algorithm).digest(data);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has " + algorithm, e);
    }
  }
}
