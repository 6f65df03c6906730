package com.cipherquay.store;

/**
 * A {@link ByteRange} applied to an object of known size.
 *
 * @param offset the first byte
 * @param length how many bytes, possibly none
 */
record ByteSpan(long offset, long length) {

  /**
   * Applies a range to an object.
   *
   * @param size the length of the object in bytes
   * @throws StoreException {@code RANGE_NOT_SATISFIABLE}
   */
  static ByteSpan of(ByteRange range, long size) throws StoreException {
    if (range instanceof ByteRange.From from && from.first() < size) {
      return new ByteSpan(from.first(), size - from.first());
    }
    if (range instanceof ByteRange.Between between && between.first() < size) {
      long last = Math.min(between.last(), size - 1);
      return new ByteSpan(between.first(), last - between.first() + 1);
    }
    // RFC 9110 section 14.1.2: a suffix is satisfiable if it asks for at least one byte, also of
    // an empty representation.
    if (range instanceof ByteRange.Suffix suffix && suffix.length() > 0) {
      long length = Math.min(suffix.length(), size);
      return new ByteSpan(size - length, length);
    }
    if (range instanceof ByteRange.Whole) {
      return new ByteSpan(0, size);
    }
    throw new StoreException(
        StoreFault.RANGE_NOT_SATISFIABLE, "no " + range + " in an object of " + size + " bytes");
  }
}
