package com.cipherquay.vault;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;

/**
 * The ciphertext of a part whose plaintext is pulled from a stream, followed by what the part ends
 * with.
 *
 * <p>The last segment is made only after the plaintext has said end of stream and the ending was
 * given. Once a read has failed every later read fails: what was read so far is never completed to
 * something valid. Memory is one segment of plaintext and one of ciphertext. Not thread-safe;
 * closing it does nothing.
 */
final class EncryptingStream extends InputStream {

  /**
   * What follows the segments.
   *
   * @param padding how many zeros first
   * @param trailer the sealed manifest and the footer
   */
  record Ending(long padding, Octets trailer) {

    /** Of a part that is not the last of its object. */
    static final Ending NONE = new Ending(0, Octets.NONE);
  }

  /** Asked for what follows the segments, once the plaintext has said end of stream. */
  @FunctionalInterface
  interface End {

    /**
     * Gives the ending.
     *
     * @throws IOException if the body must not come to an end
     */
    Ending reached() throws IOException;
  }

  private final PartEncrypter part;
  private final PlaintextInput plaintext;
  private final End ending;
  private final byte[] segment;

  /** What was made and not read yet. */
  private ByteBuffer ready;

  private long padding;
  private Octets trailer = Octets.NONE;
  private boolean segmentsDone;
  private boolean failed;

  EncryptingStream(PartEncrypter part, InputStream plaintext, long length, End ending) {
    this.part = part;
    this.plaintext = new PlaintextInput(plaintext, length);
    this.ending = ending;
    this.segment = new byte[SegmentCipher.PLAINTEXT];
    this.ready = ByteBuffer.wrap(part.header().bytes());
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }

  @Override
  public int read(byte[] to, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, to.length);
    if (failed) {
      throw new IOException("an earlier read of this body failed");
    }
    if (length == 0) {
      return 0;
    }
    failed = true;
    int got = next(to, offset, length);
    failed = false;
    return got;
  }

  private int next(byte[] to, int offset, int length) throws IOException {
    if (ready.hasRemaining()) {
      return take(to, offset, length);
    }
    if (!segmentsDone) {
      return nextSegment(to, offset, length);
    }
    if (padding > 0) {
      int zeros = (int) Math.min(length, padding);
      Arrays.fill(to, offset, offset + zeros, (byte) 0);
      padding -= zeros;
      return zeros;
    }
    ready = ByteBuffer.wrap(trailer.bytes());
    trailer = Octets.NONE;
    return take(to, offset, length);
  }

  private int nextSegment(byte[] to, int offset, int length) throws IOException {
    if (length >= SegmentCipher.CIPHERTEXT) {
      ByteBuffer direct = ByteBuffer.wrap(to, offset, length);
      encrypt(direct);
      return direct.position() - offset;
    }
    if (ready.capacity() < SegmentCipher.CIPHERTEXT) {
      ready = ByteBuffer.allocate(SegmentCipher.CIPHERTEXT);
    }
    ready.clear();
    encrypt(ready);
    ready.flip();
    return take(to, offset, length);
  }

  private void encrypt(ByteBuffer to) throws IOException {
    int filled = plaintext.fill(segment);
    if (filled < segment.length) {
      Ending end = ending.reached();
      padding = end.padding();
      trailer = end.trailer();
      segmentsDone = true;
    }
    part.segment(ByteBuffer.wrap(segment, 0, filled), to);
  }

  private int take(byte[] to, int offset, int length) {
    int taken = Math.min(length, ready.remaining());
    ready.get(to, offset, taken);
    return taken == 0 ? -1 : taken;
  }
}
