package com.cipherquay.vault;

/**
 * Where a page in the order of S3 begins.
 *
 * @param began when the first page of the listing was asked for, in milliseconds since 1970. Later
 *     pages may use what was read for earlier ones, and nothing much older: so that nothing that
 *     was there all the time is missing
 * @param after the object key or common prefix after which it begins; empty for the beginning
 * @param passed a common prefix that does not appear again; empty for none
 */
record SortedPosition(long began, String after, String passed) {

  private static final char SEPARATOR = ':';

  /**
   * The position that a request asks for.
   *
   * @param now milliseconds since 1970
   * @throws VaultException {@code INVALID_TOKEN}
   */
  static SortedPosition of(ListRequest request, ListToken token, long now) throws VaultException {
    ListPosition position = request.position();
    if (position instanceof ListPosition.Continuation continuation) {
      return ofToken(token.open(continuation.token(), request, ListOrder.SORTED), request, now);
    }
    if (position instanceof ListPosition.Marker marker) {
      return after(now, marker.key(), request);
    }
    return position instanceof ListPosition.StartAfter start
        ? new SortedPosition(now, start.key(), "")
        : new SortedPosition(now, "", "");
  }

  private static SortedPosition ofToken(String text, ListRequest request, long now) {
    int separator = text.indexOf(SEPARATOR);
    long began = Long.parseLong(text.substring(0, separator));
    // Another process, with another clock, may have begun the listing.
    return after(Math.min(began, now), text.substring(separator + 1), request);
  }

  private static SortedPosition after(long began, String key, ListRequest request) {
    boolean common = !key.isEmpty() && key.equals(commonPrefix(request, key));
    return new SortedPosition(began, key, common ? key : "");
  }

  /** The common prefix into which a key or path is rolled up; empty text for none. */
  static String commonPrefix(ListRequest request, String key) {
    String delimiter = request.delimiter();
    if (delimiter.isEmpty() || !key.startsWith(request.prefix())) {
      return "";
    }
    int start = key.indexOf(delimiter, request.prefix().length());
    return start < 0 ? "" : key.substring(0, start + delimiter.length());
  }

  /** The text in the token of the page that follows one that ends with a key or common prefix. */
  String next(String last) {
    return Long.toString(began) + SEPARATOR + last;
  }

  /** Whether nothing that starts with the prefix comes after it. */
  boolean isAfterAll(String prefix) {
    return !after.startsWith(prefix) && CodePointOrder.INSTANCE.compare(after, prefix) > 0;
  }
}
