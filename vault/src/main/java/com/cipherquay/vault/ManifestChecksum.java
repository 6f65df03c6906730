package com.cipherquay.vault;

import java.util.Base64;

/**
 * The checksum of an object as the manifest keeps it.
 *
 * @param algorithm how it was computed
 * @param composite whether it is the checksum of the parts' checksums, not of the bytes
 * @param value the raw bytes
 */
record ManifestChecksum(ChecksumAlgorithm algorithm, boolean composite, Octets value) {

  ManifestChecksum {
    if (value.length() != algorithm.length()) {
      throw new IllegalArgumentException("a " + algorithm + " does not have " + value.length());
    }
  }

  /** A checksum of the whole object from its base64. */
  static ManifestChecksum ofObject(ChecksumAlgorithm algorithm, String base64) {
    Octets value = Octets.of(Base64.getDecoder().decode(base64));
    return new ManifestChecksum(algorithm, false, value);
  }

  /** As S3 writes it on the wire. */
  String base64() {
    return base64(value);
  }

  static String base64(Octets checksum) {
    return Base64.getEncoder().encodeToString(checksum.bytes());
  }
}
