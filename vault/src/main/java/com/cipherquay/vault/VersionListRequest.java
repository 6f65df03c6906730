package com.cipherquay.vault;

import java.util.Optional;

/**
 * Asks for one page of the versions in a bucket.
 *
 * @param prefix plaintext prefix; empty for all
 * @param delimiter plaintext delimiter; empty for none
 * @param keyMarker the page begins after this key or common prefix; empty for the beginning
 * @param versionMarker if present, after this version of that key
 * @param maxKeys how many versions, delete markers and common prefixes together, 0 to 1000
 */
public record VersionListRequest(
    String prefix,
    String delimiter,
    String keyMarker,
    Optional<String> versionMarker,
    int maxKeys) {

  public VersionListRequest {
    if (versionMarker.isPresent() && keyMarker.isEmpty()) {
      throw new IllegalArgumentException("a version is one of a key");
    }
  }

  /** The request for objects, in stored order, that begins at the same place. */
  ListRequest ofObjects() {
    ListPosition position = new ListPosition.Marker(keyMarker);
    return new ListRequest(prefix, delimiter, position, maxKeys, ListOrder.STORED);
  }
}
