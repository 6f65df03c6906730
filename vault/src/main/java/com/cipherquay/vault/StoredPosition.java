package com.cipherquay.vault;

import java.util.Optional;

/** Finds where a listing in the order of the stored names begins. */
final class StoredPosition {

  private final PathKeys keys;
  private final ListToken token;

  StoredPosition(PathKeys keys, ListToken token) {
    this.keys = keys;
    this.token = token;
  }

  /**
   * The stored position after which the page begins, empty text for the beginning; empty if nothing
   * can follow.
   *
   * @throws VaultException {@code INVALID_TOKEN}
   */
  Optional<String> of(ListRequest request) throws VaultException {
    ListPosition position = request.position();
    if (position instanceof ListPosition.Continuation continuation) {
      return Optional.of(token.open(continuation.token(), request, ListOrder.STORED));
    }
    if (position instanceof ListPosition.Marker marker) {
      return ofKey(request, marker.key(), isCommonPrefix(request, marker.key()));
    }
    return position instanceof ListPosition.StartAfter start
        ? ofKey(request, start.key(), false)
        : Optional.of("");
  }

  private Optional<String> ofKey(ListRequest request, String key, boolean skipDirectory) {
    if (key.startsWith(request.prefix())) {
      return Optional.of(
          key.isEmpty() ? "" : skipDirectory ? keys.positionAfter(key) : keys.position(key));
    }
    // Outside the prefix all that is listed sorts on one side of the key, as S3 sorts: so keep S3's
    // answer. The encryption of the key would be on either side, by chance.
    return CodePointOrder.INSTANCE.compare(key, request.prefix()) < 0
        ? Optional.of("")
        : Optional.empty();
  }

  private static boolean isCommonPrefix(ListRequest request, String key) {
    return request.delimiter().equals("/")
        && key.startsWith(request.prefix())
        && key.indexOf('/', request.prefix().length()) == key.length() - 1
        && key.length() > request.prefix().length();
  }
}
