package com.cipherquay.tests.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.Optional;
import java.util.function.Function;

/**
 * The requests of one connection, one after the other. That the proxy breaks it off is no failure.
 * For one thread.
 */
final class StoreConnection implements AutoCloseable {

  private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(ISO_8859_1);

  private final Socket socket;
  private final Journal journal;
  private final Departures departures;
  private final InputStream in;
  private boolean leaving;

  StoreConnection(Socket socket, Journal journal, Departures departures) {
    this.socket = socket;
    this.journal = journal;
    this.departures = departures;
    try {
      this.in = new BufferedInputStream(socket.getInputStream(), 65_536);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Serves a request; false if no other may come. */
  boolean next(Function<StoreRequest, StoreReply> answers) {
    try {
      Optional<String> head = head();
      if (head.isEmpty()) {
        return false;
      }
      journal.received(head.get());
      byte[] body = room(StoreRequest.of(head.get(), new byte[0]));
      StoreRequest request = StoreRequest.of(head.get(), body);
      if (!fill(body)) {
        journal.broken(request);
        return false;
      }
      journal.whole(request);
      StoreReply reply = answers.apply(request);
      return send(reply, request.method().equals("HEAD") || reply.bodiless());
    } catch (IOException e) {
      return false;
    }
  }

  /** The next head with its empty line; empty if there is none. */
  private Optional<String> head() throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream(1024);
    int ends = 0;
    while (ends < 4) {
      int b = in.read();
      if (b < 0) {
        return Optional.empty();
      }
      head.write(b);
      boolean expected = b == (ends % 2 == 0 ? '\r' : '\n');
      ends = expected ? ends + 1 : 0;
    }
    return Optional.of(head.toString(ISO_8859_1));
  }

  /** Room for the body that is announced, which may come now. */
  private byte[] room(StoreRequest request) throws IOException {
    if (request.header("transfer-encoding").isPresent()) {
      throw new IOException("the proxy knows how long its bodies are");
    }
    if (request.header("expect").isPresent()) {
      socket.getOutputStream().write(CONTINUE);
    }
    return new byte[Integer.parseInt(request.header("content-length").orElse("0"))];
  }

  /** Whether all of the body came. */
  private boolean fill(byte[] body) {
    byte[] buffer = new byte[Math.min(Math.max(body.length, 1), 65_536)];
    int filled = 0;
    try {
      while (filled < body.length) {
        int count = in.read(buffer, 0, Math.min(buffer.length, body.length - filled));
        if (count < 0) {
          return false;
        }
        journal.received(buffer, count);
        System.arraycopy(buffer, 0, body, filled, count);
        filled += count;
      }
      return true;
    } catch (IOException broken) {
      return false;
    }
  }

  private boolean send(StoreReply reply, boolean bodiless) throws IOException {
    OutputStream out = socket.getOutputStream();
    Delivery delivery = reply.delivery();
    if (delivery.ending() != Delivery.Ending.KEEP) {
      leaving = true;
      departures.begin();
    }
    if (delivery.ending() == Delivery.Ending.NOTHING) {
      return end(delivery.ending());
    }
    byte[] head = reply.head();
    byte[] body = bodiless ? new byte[0] : reply.body();
    int length = delivery.cut() < 0 ? body.length : Math.min(delivery.cut(), body.length);
    byte[] first = new byte[head.length + length];
    System.arraycopy(head, 0, first, 0, head.length);
    System.arraycopy(body, 0, first, head.length, length);
    out.write(first);
    for (int i = 1; i < delivery.repeated(); i++) {
      out.write(body, 0, length);
    }
    return end(delivery.ending());
  }

  private boolean end(Delivery.Ending ending) throws IOException {
    switch (ending) {
      case KEEP -> {
        return true;
      }
      case RESET -> socket.setSoLinger(true, 0);
      case STALL -> in.transferTo(OutputStream.nullOutputStream());
      case CLOSE, NOTHING -> {
        socket.shutdownOutput();
        left();
        in.transferTo(OutputStream.nullOutputStream());
      }
    }
    return false;
  }

  private void left() {
    if (leaving) {
      leaving = false;
      departures.end();
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      left();
    }
  }
}
