package com.cipherquay.vault;

import com.cipherquay.store.ByteRange;
import com.cipherquay.store.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * The body that a store answered with, read exactly. The store is not trusted: whatever does not
 * fit is {@code CORRUPT}. The caller closes it.
 */
final class CiphertextInput implements AutoCloseable {

  /** What remains of an answer that is shorter than this is read, to keep the connection. */
  private static final long DRAIN_LIMIT = 256 << 10;

  private final InputStream body;
  private final long end;
  private long position;

  private CiphertextInput(StoredObject answer) {
    this.body = answer.body();
    this.position = answer.offset();
    this.end = answer.offset() + answer.length();
  }

  /**
   * Takes an answer over, to be closed here.
   *
   * @throws VaultException {@code CORRUPT} if it is not the range that was asked for
   */
  static CiphertextInput of(StoredObject answer, ByteRange asked) throws VaultException {
    long size = answer.head().size();
    Span answered = new Span(answer.offset(), answer.offset() + answer.length());
    if (!isAnswer(asked, size, answered)) {
      throw new VaultException(VaultFault.CORRUPT, asked + " was answered with " + answered);
    }
    return new CiphertextInput(answer);
  }

  private static boolean isAnswer(ByteRange asked, long size, Span answered) {
    return Span.find(asked, size).equals(Optional.of(answered));
  }

  /** The offset in the object of the next byte. */
  long position() {
    return position;
  }

  /** The offset in the object where the answer ends. */
  long end() {
    return end;
  }

  /** Reads exactly so many bytes. */
  void read(byte[] to, int length) throws IOException {
    int done = 0;
    while (done < length) {
      int got = position < end ? body.read(to, done, length - done) : -1;
      // A stream that gives nothing, again and again, must not hold us for ever.
      if (got <= 0 || got > end - position) {
        throw new VaultException(VaultFault.CORRUPT, "the body ends at " + position);
      }
      done += got;
      position += got;
    }
  }

  byte[] read(int length) throws IOException {
    byte[] bytes = new byte[length];
    read(bytes, length);
    return bytes;
  }

  /** Reads and drops what stands before an offset. */
  void skipTo(long offset) throws IOException {
    if (offset < position) {
      throw new VaultException(VaultFault.CORRUPT, "the body starts after " + offset);
    }
    byte[] dropped = new byte[(int) Math.min(offset - position, SegmentCipher.CIPHERTEXT)];
    while (position < offset) {
      read(dropped, (int) Math.min(offset - position, dropped.length));
    }
  }

  /** Checks that nothing follows. */
  void expectEnd() throws IOException {
    if (position != end || body.read(new byte[1]) > 0) {
      throw new VaultException(VaultFault.CORRUPT, "the body goes on after " + position);
    }
  }

  /** Reads the rest of the answer if it is short: a transfer broken off costs a connection. */
  void drain() throws IOException {
    if (end - position <= DRAIN_LIMIT) {
      skipTo(end);
    }
  }

  @Override
  public void close() throws IOException {
    body.close();
  }
}
