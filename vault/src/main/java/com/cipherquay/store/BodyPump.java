package com.cipherquay.store;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Pulls a body the way {@link StoredBody} demands: exactly its length, then once more. */
public final class BodyPump {

  /** Large enough that system calls cost little beside the bytes; a body needs one. */
  private static final int BUFFER = 64 * 1024;

  private BodyPump() {}

  /**
   * Reads a body that fits an array.
   *
   * @throws IOException if it is shorter or longer than it says, or unchanged what its stream
   *     throws
   */
  public static byte[] array(StoredBody body) throws IOException {
    byte[] bytes = body.stream().readNBytes(Math.toIntExact(body.length()));
    if (bytes.length < body.length()) {
      throw cutShort(bytes.length, body.length());
    }
    requireEnd(body);
    return bytes;
  }

  /** Copies a body; returns only after its stream has said that it ends there. */
  static void copy(StoredBody body, OutputStream out) throws IOException {
    byte[] buffer = new byte[BUFFER];
    InputStream in = body.stream();
    long rest = body.length();
    while (rest > 0) {
      int count = in.read(buffer, 0, (int) Math.min(buffer.length, rest));
      if (count < 0) {
        throw cutShort(body.length() - rest, body.length());
      }
      out.write(buffer, 0, count);
      rest -= count;
    }
    requireEnd(body);
  }

  // The last read is where a verifying stream reports a wrong checksum or signature, so it must
  // happen even though the bytes are complete.
  private static void requireEnd(StoredBody body) throws IOException {
    if (body.stream().read() >= 0) {
      throw new IOException("the body goes on after its length of " + body.length() + " bytes");
    }
  }

  private static EOFException cutShort(long at, long length) {
    return new EOFException("the body ends at byte " + at + " of " + length);
  }
}
