package com.cipherquay.vault;

import java.util.Optional;

/**
 * What is sealed in the metadata of an object.
 *
 * @param single what makes a range one call; absent where the object was put in parts
 * @param checksumInTrailer whether the checksum, if there is one, stands in the manifest
 * @param writtenAt the revision: milliseconds since 1970 by the writer's clock
 * @param metadata what the client stored
 */
record ObjectRecord(
    Optional<SinglePut> single,
    boolean checksumInTrailer,
    long writtenAt,
    ObjectMetadata metadata) {

  /**
   * An object put in one piece.
   *
   * @param length the plaintext length in bytes
   * @param segmentHeader the header of the segment cipher
   */
  record SinglePut(long length, Octets segmentHeader) {

    SinglePut {
      if (length < 0 || segmentHeader.length() != SegmentCipher.HEADER) {
        throw new IllegalArgumentException("not a single PUT of " + length + " bytes");
      }
    }
  }
}
