package com.cipherquay.store;

import java.util.Optional;
import java.util.Random;

/**
 * What a crashing writer does with a name at a step of its own: all of it follows from the two
 * numbers, so that whoever knows them knows every byte.
 *
 * @param slot which of the writer's names
 * @param step how many operations the name has seen
 */
record CrashValue(int slot, int step) {

  /** Names in use; each is written by one thread only. */
  static final int SLOTS = 32;

  static StoredName name(int slot) {
    return new StoredName("slot/" + slot);
  }

  /** No object: every seventh step is a delete. */
  boolean isDelete() {
    return step % 7 == 0;
  }

  byte[] body() {
    Random random = new Random(slot * 1_000_003L + step);
    // Half in the index and half in files, some of them long enough to be caught half written.
    int size = random.nextInt(random.nextBoolean() ? Contents.INLINE_LIMIT : 600_000);
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return bytes;
  }

  /** The metadata that tells which value an object is; empty if the step leaves none. */
  Optional<StoredMetadata> expected() {
    return isDelete() ? Optional.empty() : Optional.of(metadata());
  }

  StoredMetadata metadata() {
    return StoredMetadata.of(new byte[] {(byte) slot, (byte) (step >> 8), (byte) step, 1});
  }
}
