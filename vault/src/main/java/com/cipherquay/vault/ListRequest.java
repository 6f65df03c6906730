package com.cipherquay.vault;

/**
 * Asks for one page of a bucket.
 *
 * @param prefix plaintext prefix, any string; empty for all
 * @param delimiter plaintext delimiter, any string; empty for none
 * @param position where to begin
 * @param maxKeys how many keys and common prefixes together, 0 to 1000
 */
public record ListRequest(String prefix, String delimiter, ListPosition position, int maxKeys) {

  public ListRequest {
    if (maxKeys < 0 || maxKeys > 1000) {
      throw new IllegalArgumentException("max-keys is 0 to 1000, not " + maxKeys);
    }
  }
}
