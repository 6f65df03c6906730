package com.cipherquay.vault;

import java.util.OptionalLong;

/**
 * The part of a completion that is the reason why it was refused.
 *
 * @param number as the client gave it
 * @param etag as the client gave it
 * @param length its plaintext length in bytes, if that is the reason
 */
public record RefusedPart(int number, String etag, OptionalLong length) {

  /** The least that a part other than the last must have, in bytes. */
  public long minimum() {
    return PartMinimum.bytes();
  }
}
