package com.cipherquay.vault;

import com.cipherquay.store.ByteRange;

/**
 * The range to ask of the store for a range of an object whose length is not known yet, if it was
 * put in one piece. More than needed may come: the trailer, or what stands before a suffix.
 */
final class SinglePutRange {

  /** No plaintext offset of an object that was put in one piece is greater. */
  private static final long LIMIT = 1L << 40;

  /** All of a 5 GiB object that is neither segments nor header. */
  private static final long MAX_TRAILER = 240 * ((5L << 30) / PartMinimum.bytes() + 1) + 64;

  private SinglePutRange() {}

  static ByteRange of(ByteRange range) {
    if (range instanceof ByteRange.Between between && between.last() < LIMIT) {
      return new ByteRange.Between(start(between.first()), segmentEnd(between.last()) - 1);
    }
    if (range instanceof ByteRange.Between between) {
      return new ByteRange.From(start(between.first()));
    }
    if (range instanceof ByteRange.From from) {
      return new ByteRange.From(start(from.first()));
    }
    if (range instanceof ByteRange.Suffix suffix) {
      return suffix(suffix.length());
    }
    return range;
  }

  private static ByteRange suffix(long length) {
    if (length >= LIMIT) {
      return new ByteRange.Whole();
    }
    // The first byte may stand at the end of its segment, so one more segment may be needed.
    long segments = length / SegmentCipher.PLAINTEXT + 2;
    long most = (segments + 1) * SegmentCipher.CIPHERTEXT + PartHeader.LENGTH + MAX_TRAILER;
    return new ByteRange.Suffix(most);
  }

  private static long start(long plaintextOffset) {
    long segment = Math.min(plaintextOffset, LIMIT) / SegmentCipher.PLAINTEXT;
    return segment == 0 ? 0 : PartHeader.LENGTH + segment * SegmentCipher.CIPHERTEXT;
  }

  private static long segmentEnd(long plaintextOffset) {
    long segment = plaintextOffset / SegmentCipher.PLAINTEXT;
    return PartHeader.LENGTH + (segment + 1) * SegmentCipher.CIPHERTEXT;
  }
}
