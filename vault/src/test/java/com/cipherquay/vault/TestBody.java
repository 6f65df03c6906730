package com.cipherquay.vault;

import java.io.ByteArrayInputStream;
import java.util.Map;
import java.util.Random;

/** Bodies for tests. */
final class TestBody {

  private TestBody() {}

  /** Bytes that are the same at every call. */
  static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  static PlaintextBody of(byte[] bytes) {
    return new PlaintextBody(new ByteArrayInputStream(bytes), bytes.length, Map::of);
  }
}
