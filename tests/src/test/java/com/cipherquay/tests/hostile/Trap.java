package com.cipherquay.tests.hostile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/** Another host, to which a store would like requests to go: whoever comes is counted. */
final class Trap {

  private static final Trap SHARED = new Trap();

  private final ServerSocket server;
  private final AtomicInteger visits = new AtomicInteger();

  private Trap() {
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread thread = new Thread(this::count, "trap");
    thread.setDaemon(true);
    thread.start();
  }

  static Trap shared() {
    return SHARED;
  }

  private void count() {
    while (true) {
      try {
        server.accept().close();
        visits.incrementAndGet();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  String address() {
    return "http://127.0.0.1:" + server.getLocalPort();
  }

  int visits() {
    return visits.get();
  }
}
