package com.cipherquay.bench.load;

/**
 * An answer whose body went elsewhere.
 *
 * @param head status line and fields as they came
 * @param length of the body
 */
record Reply(int status, String head, long length) {

  /** The value of a header field, or nothing. */
  String header(String name) {
    int start = 0;
    while (true) {
      int end = head.indexOf("\r\n", start);
      if (end < 0 || end == start) {
        return "";
      }
      int colon = start + name.length();
      if (colon < end
          && head.charAt(colon) == ':'
          && head.regionMatches(true, start, name, 0, name.length())) {
        return head.substring(colon + 1, end).trim();
      }
      start = end + 2;
    }
  }
}
