package com.cipherquay.bench.origin;

/** Some bytes of an object. */
record Range(long offset, long length) {

  /** RFC 9110, 14.1.2: one range, of a form that is known to be right. */
  static Range parse(String text, long size) {
    String spec = text.substring(text.indexOf('=') + 1);
    int dash = spec.indexOf('-');
    if (dash == 0) {
      long suffix = Math.min(size, Long.parseLong(spec.substring(1)));
      return new Range(size - suffix, suffix);
    }
    long first = Long.parseLong(spec.substring(0, dash));
    String end = spec.substring(dash + 1);
    long last = end.isEmpty() ? size - 1 : Math.min(size - 1, Long.parseLong(end));
    return new Range(first, last - first + 1);
  }

  String contentRange(long size) {
    return "bytes " + offset + "-" + (offset + length - 1) + "/" + size;
  }
}
