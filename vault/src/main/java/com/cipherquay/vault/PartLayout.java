package com.cipherquay.vault;

import java.util.Optional;

/**
 * Where a part lies in its object; all lengths and offsets in bytes.
 *
 * @param number the part number
 * @param length its plaintext length
 * @param plaintextStart the offset of its first byte in the plaintext of the object
 * @param ciphertextStart the offset of its header in the ciphertext of the object
 * @param commitment what its header must hold, where the manifest is known
 */
record PartLayout(
    int number,
    long length,
    long plaintextStart,
    long ciphertextStart,
    Optional<Octets> commitment) {

  long plaintextEnd() {
    return plaintextStart + length;
  }

  long ciphertextEnd() {
    return ciphertextStart + ObjectSize.part(length);
  }

  /** The last segment, which is always short. */
  int lastSegment() {
    return Math.toIntExact(length / SegmentCipher.PLAINTEXT);
  }

  /** The segment that holds this offset of the object's plaintext. */
  int segmentOf(long plaintextOffset) {
    return Math.toIntExact((plaintextOffset - plaintextStart) / SegmentCipher.PLAINTEXT);
  }

  /** How much plaintext a segment holds. */
  int segmentLength(int segment) {
    return segment < lastSegment()
        ? SegmentCipher.PLAINTEXT
        : (int) (length % SegmentCipher.PLAINTEXT);
  }

  /** Where to read from for a segment: its first byte, or the header before the first segment. */
  long readFrom(int segment) {
    return segment == 0
        ? ciphertextStart
        : ciphertextStart + PartHeader.LENGTH + (long) segment * SegmentCipher.CIPHERTEXT;
  }

  /** The offset after the last byte of a segment. */
  long readTo(int segment) {
    return segment < lastSegment() ? readFrom(segment + 1) : ciphertextEnd();
  }
}
