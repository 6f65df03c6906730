package com.cipherquay.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Asks for one page of a bucket.
 *
 * @param prefix plaintext prefix, any string without unpaired surrogates; empty for all
 * @param delimiter plaintext delimiter, likewise; empty for none
 * @param position where to begin
 * @param maxKeys how many keys and common prefixes together, 0 to 1000
 */
public record ListRequest(String prefix, String delimiter, ListPosition position, int maxKeys) {

  public ListRequest {
    if (maxKeys < 0 || maxKeys > 1000) {
      throw new IllegalArgumentException("max-keys is 0 to 1000, not " + maxKeys);
    }
    if (!UTF_8.newEncoder().canEncode(prefix) || !UTF_8.newEncoder().canEncode(delimiter)) {
      throw new IllegalArgumentException("an unpaired surrogate in a prefix or delimiter");
    }
  }
}
