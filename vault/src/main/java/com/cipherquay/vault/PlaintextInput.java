package com.cipherquay.vault;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** The plaintext of a body about to be encrypted, held to its declared length. */
final class PlaintextInput {

  private final InputStream stream;
  private long remaining;

  PlaintextInput(InputStream stream, long length) {
    this.stream = stream;
    this.remaining = length;
  }

  /**
   * Fills an array, or as much as there is.
   *
   * @return how much; less than the array holds only at the end of the body, and then the stream
   *     has said end of stream
   * @throws EOFException if the stream ends early
   */
  int fill(byte[] to) throws IOException {
    int wanted = (int) Math.min(to.length, remaining);
    int got = stream.readNBytes(to, 0, wanted);
    if (got < wanted) {
      throw new EOFException("the body ends " + (remaining - got) + " bytes early");
    }
    remaining -= got;
    if (got < to.length) {
      expectEnd();
    }
    return got;
  }

  /**
   * Reads once more, past the end: only that it is the end says that every claim about the body is
   * verified.
   */
  void expectEnd() throws IOException {
    if (stream.read(new byte[1]) >= 0) {
      throw new IOException("the body is longer than declared");
    }
  }
}
