package com.cipherquay.store;

/**
 * Asks for one page of versions: in byte order of the stored names, those of one name from the
 * newest to the oldest.
 *
 * @param prefix only names that start with it; empty for all
 * @param delimited whether names that have a {@code /} after the prefix are rolled up into common
 *     prefixes
 * @param after where the page begins
 * @param limit how many versions, delete markers and common prefixes together, 1 to 1000
 */
public record StoredVersionRequest(
    String prefix, boolean delimited, VersionPosition after, int limit) {

  public StoredVersionRequest {
    if (limit < 1 || limit > StoredPageRequest.MAX_LIMIT) {
      throw new IllegalArgumentException("a page has 1 to 1000 versions, not " + limit);
    }
  }

  /** The same request for what follows. */
  public StoredVersionRequest from(VersionPosition next) {
    return new StoredVersionRequest(prefix, delimited, next, limit);
  }
}
