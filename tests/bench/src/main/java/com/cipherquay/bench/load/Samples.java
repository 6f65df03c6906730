package com.cipherquay.bench.load;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/** The bytes of all objects: random, for some stores would otherwise have an easy time. */
final class Samples {

  static final int MIB = 1 << 20;
  private static final int SIZE = 64 * MIB;
  private static final ByteBuffer BYTES = fill();

  private Samples() {}

  private static ByteBuffer fill() {
    ByteBuffer bytes = ByteBuffer.allocateDirect(SIZE);
    SplittableRandom random = new SplittableRandom(1);
    while (bytes.hasRemaining()) {
      bytes.putLong(random.nextLong());
    }
    return bytes.flip();
  }

  /** At most 64 MiB, always the same ones. */
  static ByteBuffer of(int size) {
    return BYTES.slice(0, size);
  }

  static ByteBuffer of(int offset, int size) {
    return BYTES.slice(offset, size);
  }
}
