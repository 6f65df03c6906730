package com.cipherquay.vault;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What a vault says of a part that it took, for whoever makes the manifest.
 *
 * @param algorithm that of the checksum
 * @param length the plaintext length in bytes
 * @param writtenAt milliseconds since 1970 by the writer's clock
 * @param commitment the commitment in the part's header
 * @param checksum the part's checksum; empty without an algorithm
 */
record PartToken(
    Optional<ChecksumAlgorithm> algorithm,
    long length,
    long writtenAt,
    Octets commitment,
    Octets checksum) {

  private static final int FIXED = 1 + 5 + 8 + 32;

  PartToken {
    if (checksum.length() != algorithm.map(ChecksumAlgorithm::length).orElse(0)) {
      throw new IllegalArgumentException("a checksum of " + checksum.length() + " bytes");
    }
  }

  ManifestPart part(int number) {
    return new ManifestPart(number, length, commitment, checksum);
  }

  byte[] encode() {
    return ByteBuffer.allocate(FIXED + checksum.length())
        .put(algorithm.map(ChecksumCode::of).orElse(0).byteValue())
        .put((byte) (length >>> 32))
        .putInt((int) length)
        .putLong(writtenAt)
        .put(commitment.bytes())
        .put(checksum.bytes())
        .array();
  }

  /** The inverse of {@link #encode}; empty if the bytes are not a token's. */
  static Optional<PartToken> decode(byte[] bytes) {
    try {
      ByteBuffer in = ByteBuffer.wrap(bytes);
      int code = in.get();
      long length = Byte.toUnsignedLong(in.get()) << 32 | Integer.toUnsignedLong(in.getInt());
      long writtenAt = in.getLong();
      Octets commitment = Octets.read(in, 32);
      Optional<ChecksumAlgorithm> algorithm =
          code == 0 ? Optional.empty() : Optional.of(ChecksumCode.algorithm(code));
      Octets checksum = Octets.read(in, in.remaining());
      return Optional.of(new PartToken(algorithm, length, writtenAt, commitment, checksum));
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
