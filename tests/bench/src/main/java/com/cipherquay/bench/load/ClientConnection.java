package com.cipherquay.bench.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Locale;
import java.util.Optional;

/** A connection to a contestant that is opened again if it was closed. For one thread. */
final class ClientConnection implements Closeable {

  private static final int BUFFER = 256 << 10;
  private static final String CHUNKED = "chunked";

  private final int port;
  private final ByteBuffer in = ByteBuffer.allocateDirect(BUFFER).flip();
  private Optional<SocketChannel> open = Optional.empty();

  ClientConnection(int port) {
    this.port = port;
  }

  /**
   * Sends a request and takes the answer.
   *
   * @throws UnexpectedStatusException for any status but 200, 204 and 206
   */
  Reply exchange(SignedCall call, BodySink sink) throws IOException {
    SocketChannel channel = channel();
    ByteBuffer[] pieces = {call.head(), call.body()};
    while (pieces[0].hasRemaining() || pieces[1].hasRemaining()) {
      channel.write(pieces);
    }
    String head = head(channel);
    int status = Integer.parseInt(head.substring(9, 12));
    boolean success = status == 200 || status == 204 || status == 206;
    TextSink fault = new TextSink();
    long length = body(channel, head, success ? sink : fault);
    Reply reply = new Reply(status, head, length);
    if (reply.header("connection").toLowerCase(Locale.ROOT).equals("close")) {
      close();
    }
    if (!success) {
      String request = call.call().method() + " " + call.call().object();
      throw new UnexpectedStatusException(status, request + ": " + status + " " + fault.text());
    }
    return reply;
  }

  private SocketChannel channel() throws IOException {
    if (open.isEmpty()) {
      SocketChannel channel =
          SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      open = Optional.of(channel);
      in.clear().flip();
    }
    return open.get();
  }

  private String head(SocketChannel channel) throws IOException {
    while (true) {
      for (int i = in.position(); i + 4 <= in.limit(); i++) {
        if (in.get(i) == '\r' && in.getInt(i) == 0x0d0a0d0a) {
          byte[] head = new byte[i + 4 - in.position()];
          in.get(head);
          return new String(head, ISO_8859_1);
        }
      }
      more(channel);
    }
  }

  /** Reads behind what is in the buffer. */
  private void more(SocketChannel channel) throws IOException {
    in.compact();
    int got = channel.read(in);
    in.flip();
    if (got <= 0) {
      close();
      throw new EOFException("the contestant closed the connection in an answer");
    }
  }

  private long body(SocketChannel channel, String head, BodySink sink) throws IOException {
    Reply fields = new Reply(0, head, 0);
    if (!fields.header("transfer-encoding").toLowerCase(Locale.ROOT).equals(CHUNKED)) {
      String length = fields.header("content-length");
      return sized(channel, length.isEmpty() ? 0 : Long.parseLong(length), sink);
    }
    long total = 0;
    while (true) {
      long size = Long.parseLong(line(channel), 16);
      total += sized(channel, size, sink);
      line(channel);
      if (size == 0) {
        return total;
      }
    }
  }

  private long sized(SocketChannel channel, long size, BodySink sink) throws IOException {
    long left = size;
    while (left > 0) {
      if (!in.hasRemaining()) {
        more(channel);
      }
      int count = (int) Math.min(left, in.remaining());
      sink.accept(in.slice(in.position(), count));
      in.position(in.position() + count);
      left -= count;
    }
    return size;
  }

  private String line(SocketChannel channel) throws IOException {
    StringBuilder line = new StringBuilder();
    while (true) {
      if (!in.hasRemaining()) {
        more(channel);
      }
      char next = (char) in.get();
      if (next == '\n') {
        return line.substring(0, line.length() - 1);
      }
      line.append(next);
    }
  }

  @Override
  public void close() throws IOException {
    if (open.isPresent()) {
      open.get().close();
      open = Optional.empty();
    }
  }
}
