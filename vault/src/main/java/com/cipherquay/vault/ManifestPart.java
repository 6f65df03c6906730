package com.cipherquay.vault;

/**
 * A part as the manifest describes it.
 *
 * @param number the part number, 1 to 10000
 * @param length its plaintext length in bytes
 * @param commitment the commitment in its header
 * @param checksum its checksum by the manifest's algorithm; empty without one
 */
record ManifestPart(int number, long length, Octets commitment, Octets checksum) {

  private static final long MAX_LENGTH = (1L << 40) - 1;

  ManifestPart {
    if (number < 1 || number > ObjectSize.PARTS_MAXIMUM || length < 0 || length > MAX_LENGTH) {
      throw new IllegalArgumentException("no part " + number + " of " + length + " bytes");
    }
    if (commitment.length() != 32) {
      throw new IllegalArgumentException("a commitment has 32 bytes");
    }
  }
}
