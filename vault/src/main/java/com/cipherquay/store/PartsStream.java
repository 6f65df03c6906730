package com.cipherquay.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;

/**
 * A span of an object made of parts, however many: one of them is open at a time, and the index is
 * asked for the next one when it comes to it. The parts stay until this is closed.
 */
final class PartsStream extends InputStream {

  private final Contents contents;
  private final long upload;
  private long position;
  private long rest;
  private InputStream part = InputStream.nullInputStream();
  private boolean closed;

  /** Takes over the lease of the parts. */
  PartsStream(Contents contents, long upload, ByteSpan span) {
    this.contents = contents;
    this.upload = upload;
    this.position = span.offset();
    this.rest = span.length();
  }

  /**
   * Opens the part at the present position, if there is anything to read.
   *
   * @throws NoSuchFileException if it was deleted
   */
  void openPart() throws IOException {
    part.close();
    part = InputStream.nullInputStream();
    if (rest > 0) {
      part = contents.openPart(upload, new ByteSpan(position, rest));
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (rest == 0 || length == 0) {
      return length == 0 ? 0 : -1;
    }
    if (closed) {
      throw new IOException("the object is closed");
    }
    int count = part.read(buffer, offset, (int) Math.min(length, rest));
    if (count < 0) {
      nextPart();
      count = part.read(buffer, offset, (int) Math.min(length, rest));
    }
    if (count <= 0) {
      throw new StoreException(StoreFault.BROKEN, "no bytes in the part at " + position);
    }
    position += count;
    rest -= count;
    return count;
  }

  private void nextPart() throws IOException {
    try {
      openPart();
    } catch (NoSuchFileException e) {
      throw new StoreException(StoreFault.BROKEN, "the part at " + position + " is lost", e);
    }
  }

  @Override
  public int available() throws IOException {
    return part.available();
  }

  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      try {
        part.close();
      } finally {
        contents.release(upload);
      }
    }
  }
}
