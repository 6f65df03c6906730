package com.cipherquay.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Asks for one page of a bucket.
 *
 * @param prefix plaintext prefix, any string without unpaired surrogates; empty for all
 * @param delimiter plaintext delimiter, likewise; empty for none
 * @param position where to begin
 * @param maxKeys how many keys and common prefixes together, 0 to 1000
 * @param order in which order; with a delimiter other than {@code /} it is sorted in any case
 */
public record ListRequest(
    String prefix, String delimiter, ListPosition position, int maxKeys, ListOrder order) {

  public ListRequest {
    if (maxKeys < 0 || maxKeys > 1000) {
      throw new IllegalArgumentException("max-keys is 0 to 1000, not " + maxKeys);
    }
    if (!UTF_8.newEncoder().canEncode(prefix) || !UTF_8.newEncoder().canEncode(delimiter)) {
      throw new IllegalArgumentException("an unpaired surrogate in a prefix or delimiter");
    }
    if (!delimiter.isEmpty() && !delimiter.equals("/")) {
      // Stored names show where a slash is and nothing else.
      order = ListOrder.SORTED;
    }
  }
}
