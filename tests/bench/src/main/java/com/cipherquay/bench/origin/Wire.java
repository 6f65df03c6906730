package com.cipherquay.bench.origin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Optional;

/** One connection, buffered on the way in only. For one thread. */
final class Wire implements ByteSource, Closeable {

  private static final int BUFFER = 64 << 10;

  /** A smaller read goes through the buffer, to not cost a system call of its own. */
  private static final int SMALL_READ = 8 << 10;

  private static final byte[] HEAD_END = "\r\n\r\n".getBytes(ISO_8859_1);

  private final SocketChannel channel;
  private final ByteBuffer in = ByteBuffer.allocateDirect(BUFFER).flip();

  Wire(SocketChannel channel) {
    this.channel = channel;
  }

  /** The next request's head; empty if the other side has closed the connection. */
  Optional<String> head() throws IOException {
    int searched = 0;
    while (true) {
      int end = headEnd(searched);
      if (end >= 0) {
        byte[] head = new byte[end];
        in.get(head);
        return Optional.of(new String(head, ISO_8859_1));
      }
      searched = Math.max(0, in.remaining() - HEAD_END.length);
      in.compact();
      boolean full = !in.hasRemaining();
      int got = full ? 0 : channel.read(in);
      in.flip();
      if (full) {
        throw new IOException("a head of more than " + BUFFER + " bytes");
      }
      if (got < 0) {
        if (in.hasRemaining()) {
          throw new EOFException("in the middle of a head");
        }
        return Optional.empty();
      }
    }
  }

  /** How many bytes the head takes, with its empty line; -1 if it is not all there. */
  private int headEnd(int from) {
    int start = in.position();
    for (int i = start + from; i + HEAD_END.length <= in.limit(); i++) {
      if (in.get(i) == '\r'
          && in.get(i + 1) == '\n'
          && in.get(i + 2) == '\r'
          && in.get(i + 3) == '\n') {
        return i + HEAD_END.length - start;
      }
    }
    return -1;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    if (!in.hasRemaining() && target.remaining() < SMALL_READ) {
      in.clear();
      int got = channel.read(in);
      in.flip();
      if (got < 0) {
        return -1;
      }
    }
    if (!in.hasRemaining()) {
      return channel.read(target);
    }
    int count = Math.min(in.remaining(), target.remaining());
    target.put(in.slice(in.position(), count));
    in.position(in.position() + count);
    return count;
  }

  void write(ByteBuffer[] pieces) throws IOException {
    long left = 0;
    for (ByteBuffer piece : pieces) {
      left += piece.remaining();
    }
    while (left > 0) {
      left -= channel.write(pieces);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
