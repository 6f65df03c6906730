package com.cipherquay.vault;

import com.google.crypto.tink.subtle.Random;

/**
 * Names one write of an object, so that nothing of one write authenticates as part of another.
 *
 * @param octets 16 random bytes
 */
record WriteId(Octets octets) {

  static final int LENGTH = 16;

  WriteId {
    if (octets.length() != LENGTH) {
      throw new IllegalArgumentException("a write id has 16 bytes, not " + octets.length());
    }
  }

  static WriteId random() {
    return new WriteId(Octets.of(Random.randBytes(LENGTH)));
  }

  byte[] bytes() {
    return octets.bytes();
  }
}
