package com.cipherquay.vault;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/** Makes the checksum of an object from those of its parts. */
final class PartsChecksum {

  private PartsChecksum() {}

  /**
   * The checksum of an object.
   *
   * @param parts in order, each with a checksum of the algorithm
   */
  static ManifestChecksum of(UploadChecksum wanted, List<ManifestPart> parts) {
    ChecksumAlgorithm algorithm = wanted.algorithm();
    Octets value = wanted.composite() ? composite(algorithm, parts) : whole(algorithm, parts);
    return new ManifestChecksum(algorithm, wanted.composite(), value);
  }

  /** The checksum of the parts' checksums, one after the other. */
  private static Octets composite(ChecksumAlgorithm algorithm, List<ManifestPart> parts) {
    return switch (algorithm) {
      case CRC32 -> composite(new CRC32(), parts);
      case CRC32C -> composite(new CRC32C(), parts);
      case SHA1 -> composite(Digests.of("SHA-1"), parts);
      case SHA256 -> composite(Digests.of("SHA-256"), parts);
      case CRC64NVME -> throw new IllegalArgumentException("CRC64NVME is of a whole object");
    };
  }

  private static Octets composite(Checksum crc, List<ManifestPart> parts) {
    parts.forEach(part -> crc.update(part.checksum().bytes()));
    return octets(crc.getValue(), Integer.BYTES);
  }

  private static Octets composite(MessageDigest digest, List<ManifestPart> parts) {
    parts.forEach(part -> digest.update(part.checksum().bytes()));
    return Octets.of(digest.digest());
  }

  private static Octets whole(ChecksumAlgorithm algorithm, List<ManifestPart> parts) {
    CrcCombination combination = CrcCombination.of(algorithm);
    long crc = 0;
    for (ManifestPart part : parts) {
      crc = combination.combine(crc, number(part.checksum()), part.length());
    }
    return octets(crc, algorithm.length());
  }

  private static long number(Octets crc) {
    long number = 0;
    for (byte next : crc.bytes()) {
      number = number << 8 | Byte.toUnsignedLong(next);
    }
    return number;
  }

  private static Octets octets(long crc, int length) {
    byte[] eight = ByteBuffer.allocate(Long.BYTES).putLong(crc).array();
    return Octets.of(eight, Long.BYTES - length, length);
  }
}
