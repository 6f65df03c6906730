package com.cipherquay.store;

/** Which bytes of a body to read, in the forms of RFC 9110 section 14.1.2. */
public sealed interface ByteRange {

  /** The whole object. */
  record Whole() implements ByteRange {}

  /**
   * From {@code first} to the end; {@link StoreFault#RANGE_NOT_SATISFIABLE} if the object is not
   * that long.
   */
  record From(long first) implements ByteRange {
    public From {
      if (first < 0) {
        throw new IllegalArgumentException("not a range: " + first + "-");
      }
    }
  }

  /** From {@code first} to {@code last}, both included, cut at the end of the object. */
  record Between(long first, long last) implements ByteRange {
    public Between {
      if (first < 0 || last < first) {
        throw new IllegalArgumentException("not a range: " + first + "-" + last);
      }
    }
  }

  /**
   * The last {@code length} bytes, or the whole object if it is shorter; {@link
   * StoreFault#RANGE_NOT_SATISFIABLE} if {@code length} is 0.
   */
  record Suffix(long length) implements ByteRange {
    public Suffix {
      if (length < 0) {
        throw new IllegalArgumentException("not a range: -" + length);
      }
    }
  }
}
