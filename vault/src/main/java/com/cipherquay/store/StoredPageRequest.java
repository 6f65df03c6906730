package com.cipherquay.store;

/**
 * Asks for one page of a listing in byte order of the stored names.
 *
 * @param prefix only names that start with it; empty for all
 * @param delimited whether names that have a {@code /} after the prefix are rolled up into common
 *     prefixes
 * @param after only names strictly greater than this are listed or rolled up; empty for the
 *     beginning. It need not be the name of an object. To skip the common prefix {@code x/} and all
 *     below it pass {@code x/~}: {@code ~} sorts after every character of a stored name.
 * @param limit how many entries and common prefixes together, 1 to 1000
 */
public record StoredPageRequest(String prefix, boolean delimited, String after, int limit) {

  public static final int MAX_LIMIT = 1000;

  public StoredPageRequest {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException("a page has 1 to 1000 entries, not " + limit);
    }
  }
}
