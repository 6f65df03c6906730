package com.cipherquay.vault;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/** Checksums computed plainly, to compare with. */
final class TestChecksum {

  private static final long CRC64NVME = 0x9A6C9329AC4BC9B5L;

  private TestChecksum() {}

  static String base64(ChecksumAlgorithm algorithm, byte[] bytes) {
    return Base64.getEncoder().encodeToString(raw(algorithm, bytes));
  }

  static byte[] raw(ChecksumAlgorithm algorithm, byte[] bytes) {
    return switch (algorithm) {
      case CRC32 -> {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        yield ByteBuffer.allocate(4).putInt((int) crc.getValue()).array();
      }
      case CRC32C -> {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        yield ByteBuffer.allocate(4).putInt((int) crc.getValue()).array();
      }
      case CRC64NVME -> ByteBuffer.allocate(8).putLong(crc64(bytes)).array();
      case SHA1 -> Digests.of("SHA-1").digest(bytes);
      case SHA256 -> Digests.of("SHA-256").digest(bytes);
    };
  }

  private static long crc64(byte[] bytes) {
    long crc = -1;
    for (byte next : bytes) {
      crc ^= Byte.toUnsignedLong(next);
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc >>> 1) ^ ((crc & 1) * CRC64NVME);
      }
    }
    return ~crc;
  }
}
