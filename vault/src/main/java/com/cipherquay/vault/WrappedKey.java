package com.cipherquay.vault;

import java.nio.ByteBuffer;

/**
 * A data key as it lies in the store: wrapped under the key of the object's path and bound to it.
 *
 * @param epoch the epoch of the content root, unsigned
 * @param writeId the write that the data key is for
 * @param wrap the sealed data key, 48 bytes
 */
record WrappedKey(int epoch, WriteId writeId, Octets wrap) {

  /** The length of a wrap in bytes. */
  static final int WRAP_LENGTH = 48;

  /** The length of epoch, write id and wrap where they follow each other. */
  static final int LENGTH = 4 + WriteId.LENGTH + WRAP_LENGTH;

  WrappedKey {
    if (wrap.length() != WRAP_LENGTH) {
      throw new IllegalArgumentException("a wrap has 48 bytes, not " + wrap.length());
    }
  }

  /** Reads {@link #LENGTH} bytes: epoch, write id, wrap. */
  static WrappedKey read(ByteBuffer in) {
    int epoch = in.getInt();
    WriteId writeId = new WriteId(Octets.read(in, WriteId.LENGTH));
    return new WrappedKey(epoch, writeId, Octets.read(in, WRAP_LENGTH));
  }

  void write(ByteBuffer out) {
    out.putInt(epoch).put(writeId.bytes()).put(wrap.bytes());
  }
}
