package com.cipherquay.store;

/**
 * A part that an object is made of.
 *
 * @param number 1 to 10000
 * @param etag the store's entity tag of the part, without quotes
 */
public record StoredPart(int number, String etag) {

  public static final int MAX_NUMBER = 10_000;

  public StoredPart {
    if (number < 1 || number > MAX_NUMBER) {
      throw new IllegalArgumentException("a part has a number from 1 to 10000, not " + number);
    }
  }
}
