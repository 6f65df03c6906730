package com.cipherquay.vault;

/**
 * The checksums that S3 keeps with an object, each with its length in bytes. The order is part of
 * the format.
 */
public enum ChecksumAlgorithm {
  CRC32(4),
  CRC32C(4),
  CRC64NVME(8),
  SHA1(20),
  SHA256(32);

  private final int length;

  ChecksumAlgorithm(int length) {
    this.length = length;
  }

  public int length() {
    return length;
  }
}
