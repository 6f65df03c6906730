package com.cipherquay.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Compares what comes with what was stored. */
final class ComparingSink implements BodySink {

  private final ByteBuffer expected;

  ComparingSink(ByteBuffer expected) {
    this.expected = expected.duplicate();
  }

  @Override
  public void accept(ByteBuffer piece) throws IOException {
    int count = piece.remaining();
    if (count > expected.remaining() || !expected.slice(expected.position(), count).equals(piece)) {
      throw new IOException("other bytes than were stored, at " + expected.position());
    }
    expected.position(expected.position() + count);
  }

  void requireAll() throws IOException {
    if (expected.hasRemaining()) {
      throw new IOException(expected.remaining() + " bytes are missing");
    }
  }
}
