package com.cipherquay.vault;

import com.cipherquay.store.ByteRange;
import java.util.Optional;

/**
 * Bytes of an object from {@code first} to before {@code end}.
 *
 * @param first the first offset
 * @param end the offset after the last byte
 */
record Span(long first, long end) {

  long length() {
    return end - first;
  }

  /**
   * Resolves a range against a length, by RFC 9110 section 14.1.2.
   *
   * @throws UnsatisfiableRangeException if no byte of the object is in the range
   */
  static Span of(ByteRange range, long length) throws UnsatisfiableRangeException {
    return find(range, length).orElseThrow(() -> new UnsatisfiableRangeException(length));
  }

  /** Like {@link #of}; empty if no byte of the object is in the range. */
  static Optional<Span> find(ByteRange range, long length) {
    if (range instanceof ByteRange.Whole) {
      return Optional.of(new Span(0, length));
    }
    long first = 0;
    long end = length;
    if (range instanceof ByteRange.Between between) {
      first = between.first();
      end = Math.min(between.last(), length - 1) + 1;
    } else if (range instanceof ByteRange.From from) {
      first = from.first();
    } else if (range instanceof ByteRange.Suffix suffix) {
      first = Math.max(0, length - suffix.length());
    }
    return first < end ? Optional.of(new Span(first, end)) : Optional.empty();
  }
}
