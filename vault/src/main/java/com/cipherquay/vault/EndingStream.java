package com.cipherquay.vault;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Optional;

/**
 * The end of an object that was uploaded in parts: its last part if that is held, then zeros, then
 * the trailer. Not thread-safe; closing it does nothing.
 */
final class EndingStream extends InputStream {

  private static final int PIECE = 1 << 16;

  private final Optional<CiphertextInput> held;
  private final byte[] piece = new byte[PIECE];
  private ByteBuffer ready;
  private long zeros;
  private ByteBuffer trailer;

  /**
   * An ending.
   *
   * @param start what was read already of the held part
   * @param held where to read the rest of the held part from
   */
  EndingStream(Octets start, Optional<CiphertextInput> held, EncryptingStream.Ending ending) {
    this.ready = ByteBuffer.wrap(start.bytes());
    this.held = held;
    this.zeros = ending.padding();
    this.trailer = ByteBuffer.wrap(ending.trailer().bytes());
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }

  @Override
  public int read(byte[] to, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, to.length);
    if (length == 0) {
      return 0;
    }
    if (!ready.hasRemaining()) {
      ready = next();
    }
    int taken = Math.min(length, ready.remaining());
    ready.get(to, offset, taken);
    return taken == 0 ? -1 : taken;
  }

  private ByteBuffer next() throws IOException {
    if (held.isPresent() && held.get().position() < held.get().end()) {
      int length = (int) Math.min(PIECE, held.get().end() - held.get().position());
      held.get().read(piece, length);
      return ByteBuffer.wrap(piece, 0, length);
    }
    if (zeros > 0) {
      int length = (int) Math.min(PIECE, zeros);
      zeros -= length;
      return ByteBuffer.allocate(length);
    }
    ByteBuffer last = trailer;
    trailer = ByteBuffer.allocate(0);
    return last;
  }
}
