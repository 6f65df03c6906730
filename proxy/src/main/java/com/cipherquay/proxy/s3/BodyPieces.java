package com.cipherquay.proxy.s3;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * How a body of known length goes from the stream that makes it to a socket, on either side.
 *
 * <p>The last piece goes out only after the stream has said that it is at its end, because that is
 * where a stream may still have a fault to tell, and who counts bytes has everything with it.
 */
public final class BodyPieces {

  /**
   * Two packets of the loopback interface, whose 65,536 bytes hold 65,483 of a body. A segment at a
   * time would be a full packet and one of 37 bytes: a fifth more CPU, and as much slower. On other
   * networks the size does not matter.
   */
  private static final int PIECE = 130_000;

  /** Whatever is held back, a whole segment can be decrypted behind it. */
  private static final int BUFFER = 3 << 16;

  private BodyPieces() {}

  /** Where the pieces go. */
  @FunctionalInterface
  public interface Sink {

    /**
     * Writes a piece, and waits until its bytes are not needed any more.
     *
     * @param last whether the body ends with it
     * @return false to have no more of the body
     */
    boolean write(boolean last, ByteBuffer piece) throws IOException;
  }

  /**
   * Sends a body.
   *
   * @param body read to its end, not closed
   * @return whether all of it was sent; false if the sink wanted no more
   * @throws EOFException if the body ends before its length
   * @throws IOException if it goes on after its length, and unchanged, what stream and sink throw
   */
  public static boolean send(InputStream body, long length, Sink sink) throws IOException {
    byte[] buffer = new byte[(int) Math.min(BUFFER, length)];
    long unread = length;
    int held = 0;
    while (unread > 0) {
      int count = body.read(buffer, held, (int) Math.min(buffer.length - held, unread));
      if (count <= 0) {
        throw new EOFException("the body ends " + unread + " bytes before its length");
      }
      unread -= count;
      held += count;
      if (held >= PIECE && unread > 0) {
        if (!sink.write(false, ByteBuffer.wrap(buffer, 0, PIECE))) {
          return false;
        }
        held -= PIECE;
        System.arraycopy(buffer, PIECE, buffer, 0, held);
      }
    }
    if (body.read() >= 0) {
      throw new IOException("the body goes on after its length of " + length + " bytes");
    }
    return sink.write(true, ByteBuffer.wrap(buffer, 0, held));
  }
}
