package com.cipherquay.tests.hostile;

/**
 * How an answer is sent.
 *
 * @param more how many bytes more Content-Length announces than the body has; may be negative
 * @param cut how many bytes of the body are sent; -1 for all
 * @param repeated how often the body is sent, one after the other
 * @param ending what happens to the connection then
 */
record Delivery(long more, int cut, int repeated, Ending ending) {

  /** What happens to a connection after an answer. */
  enum Ending {
    /** The next request may come. */
    KEEP,
    /** It is closed before there was an answer. */
    NOTHING,
    /** It is closed in order. */
    CLOSE,
    /** It is torn down, with what is under way. */
    RESET,
    /** Nothing comes any more until the other side gives up. */
    STALL
  }

  static final Delivery PROPER = new Delivery(0, -1, 1, Ending.KEEP);

  static Delivery cut(int bytes, Ending ending) {
    return new Delivery(0, bytes, 1, ending);
  }

  /** The body so often, announced as it is. */
  static Delivery repeated(int times) {
    return new Delivery(0, -1, times, Ending.CLOSE);
  }

  static Delivery announcing(long more) {
    return new Delivery(more, -1, 1, Ending.CLOSE);
  }

  long announced(int length) {
    return (long) length * repeated + more;
  }
}
