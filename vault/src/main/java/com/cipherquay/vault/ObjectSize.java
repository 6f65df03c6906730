package com.cipherquay.vault;

import java.util.OptionalLong;

/**
 * How long a ciphertext is, all in bytes. The stored size is a function of the plaintext length
 * alone, strictly increasing, the same for one PUT and for any legal split into parts; so a listing
 * gives exact lengths by arithmetic (FORMAT.md, "Size").
 */
final class ObjectSize {

  /** The plaintext of every segment of a part but the last, which is shorter. */
  static final int SEGMENT_PLAINTEXT = 65_520;

  /** What the authentication of a segment adds. */
  static final int SEGMENT_TAG = 16;

  /** The header of a part. */
  static final int HEADER = 148;

  /** How many parts an object may have. */
  static final int PARTS_MAXIMUM = 10_000;

  /** The longest plaintext of an object: as many parts of 5 GiB as there may be. */
  static final long PLAINTEXT_MAXIMUM = PARTS_MAXIMUM * (5L << 30);

  private static final int PER_PART_MINIMUM = 240;
  private static final int FIXED = 64;

  private ObjectSize() {}

  /** The size of the object with this plaintext length, 0 to {@link #PLAINTEXT_MAXIMUM}. */
  static long target(long plaintext) {
    check(plaintext);
    return plaintext
        + SEGMENT_TAG * (plaintext / SEGMENT_PLAINTEXT)
        + PER_PART_MINIMUM * (plaintext / PartMinimum.bytes() + 1)
        + FIXED;
  }

  /** The plaintext length of an object of this size; empty if no object has this size. */
  static OptionalLong plaintext(long stored) {
    long low = 0;
    long high = Math.min(stored, PLAINTEXT_MAXIMUM);
    while (low <= high) {
      long middle = (low + high) >>> 1;
      long size = target(middle);
      if (size == stored) {
        return OptionalLong.of(middle);
      }
      if (size < stored) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return OptionalLong.empty();
  }

  /** The size of a part, header included, with this plaintext length. */
  static long part(long plaintext) {
    check(plaintext);
    return plaintext + SEGMENT_TAG * (plaintext / SEGMENT_PLAINTEXT + 1) + HEADER;
  }

  private static void check(long plaintext) {
    if (plaintext < 0 || plaintext > PLAINTEXT_MAXIMUM) {
      throw new IllegalArgumentException("not the length of an object: " + plaintext);
    }
  }
}
