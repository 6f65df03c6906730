package com.cipherquay.store;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** Names that the local store makes up: of content files, entity tags and uploads. */
final class RandomId {

  private RandomId() {}

  /** Returns 32 hexadecimal digits, never the same twice. Not a secret. */
  static String next() {
    byte[] id = new byte[16];
    ThreadLocalRandom.current().nextBytes(id);
    return HexFormat.of().formatHex(id);
  }
}
