package com.cipherquay.tests.hostile;

import com.cipherquay.tests.Endpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * An S3 in this process that keeps what it is sent and answers what it likes: honestly, until it is
 * told to lie. It takes every credential. Thread-safe.
 */
final class MaliciousStore implements AutoCloseable {

  private final ServerSocket server;
  private final HonestStore honest = new HonestStore(new Shelves());
  private final Journal journal = new Journal();
  private final Departures departures = new Departures();
  private final List<Socket> open = new ArrayList<>();
  private Liar liar = Liar.NONE;

  private MaliciousStore(ServerSocket server) {
    this.server = server;
  }

  static MaliciousStore start() {
    try {
      MaliciousStore store =
          new MaliciousStore(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
      background(store::acceptAll);
      return store;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Endpoint endpoint() {
    URI uri = URI.create("http://127.0.0.1:" + server.getLocalPort());
    return new Endpoint(uri, "upstream-id", "upstream-secret");
  }

  Journal journal() {
    return journal;
  }

  Departures departures() {
    return departures;
  }

  /** From now on the answers are those of another liar. */
  synchronized void obey(Liar other) {
    liar = other;
  }

  /** Looks at what the store has, or changes it, while no request is answered. */
  synchronized <T> T inside(Access<T> access) {
    return access.to(honest.shelves());
  }

  /** Something to do with what the store has. */
  @FunctionalInterface
  interface Access<T> {
    T to(Shelves shelves);
  }

  private void acceptAll() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        client.setTcpNoDelay(true);
        synchronized (open) {
          open.add(client);
        }
        background(() -> serve(client));
      } catch (IOException e) {
        if (!server.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private void serve(Socket client) {
    try (StoreConnection connection = new StoreConnection(client, journal, departures)) {
      boolean goOn = true;
      while (goOn) {
        goOn = connection.next(this::answer);
      }
    } finally {
      synchronized (open) {
        open.remove(client);
      }
    }
  }

  private synchronized StoreReply answer(StoreRequest request) {
    return liar.answer(request, honest);
  }

  private static void background(Runnable task) {
    Thread thread = new Thread(task, "malicious store");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    try {
      server.close();
      synchronized (open) {
        for (Socket socket : open) {
          socket.close();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
