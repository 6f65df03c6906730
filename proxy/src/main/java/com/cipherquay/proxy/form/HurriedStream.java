package com.cipherquay.proxy.form;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;

/**
 * A stream that must be read in a given time, until it may take longer. A stranger who sends a byte
 * now and then would otherwise keep a thread for as long as there are bytes.
 */
final class HurriedStream extends FilterInputStream {

  private final long start = System.nanoTime();
  private final long patience;
  private boolean relaxed;

  HurriedStream(InputStream source, Duration patience) {
    super(source);
    this.patience = patience.toNanos();
  }

  void relax() {
    relaxed = true;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = super.read(buffer, offset, length);
    if (!relaxed && System.nanoTime() - start > patience) {
      throw new InterruptedIOException("the fields of a form took too long");
    }
    return count;
  }
}
