package com.cipherquay.vault;

/**
 * Which checksum the parts of an upload carry, decided where the upload is created.
 *
 * @param algorithm of the parts and of the object
 * @param composite whether the object's checksum is that of its parts' checksums, or that of the
 *     whole object (AWS, "Checking object integrity": COMPOSITE and FULL_OBJECT)
 */
public record UploadChecksum(ChecksumAlgorithm algorithm, boolean composite) {

  /**
   * A checksum that S3 has.
   *
   * @throws IllegalArgumentException if {@link #exists} says no
   */
  public UploadChecksum {
    if (!exists(algorithm, composite)) {
      throw new IllegalArgumentException("no such checksum of parts: " + algorithm);
    }
  }

  /**
   * Whether S3 has the combination: a digest of a whole object can not be made of those of its
   * parts, and CRC64NVME is never composite.
   */
  public static boolean exists(ChecksumAlgorithm algorithm, boolean composite) {
    return switch (algorithm) {
      case CRC32, CRC32C -> true;
      case CRC64NVME -> !composite;
      case SHA1, SHA256 -> composite;
    };
  }
}
