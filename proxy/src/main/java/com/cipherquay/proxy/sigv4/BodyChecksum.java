package com.cipherquay.proxy.sigv4;

import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/** The checksums that a request can carry for its body (AWS, "Checking object integrity"). */
public enum BodyChecksum {
  CRC32(4),
  CRC32C(4),
  CRC64NVME(8),
  SHA1(20),
  SHA256(32);

  static final String HEADER_PREFIX = "x-amz-checksum-";

  private final int length;
  private final String headerName = HEADER_PREFIX + name().toLowerCase(Locale.ROOT);

  BodyChecksum(int length) {
    this.length = length;
  }

  /** The header or trailer that carries it. */
  public String headerName() {
    return headerName;
  }

  /** Length of the value in bytes. */
  int length() {
    return length;
  }

  RunningDigest start() {
    return switch (this) {
      case CRC32 -> RunningDigest.of(new CRC32(), length);
      case CRC32C -> RunningDigest.of(new CRC32C(), length);
      case CRC64NVME -> RunningDigest.of(new Crc64Nvme(), length);
      case SHA1 -> RunningDigest.of(Digests.newDigest("SHA-1"));
      case SHA256 -> RunningDigest.of(Digests.newDigest("SHA-256"));
    };
  }

  static Optional<BodyChecksum> ofHeader(String headerName) {
    for (BodyChecksum checksum : values()) {
      if (checksum.headerName.equalsIgnoreCase(headerName)) {
        return Optional.of(checksum);
      }
    }
    return Optional.empty();
  }
}
