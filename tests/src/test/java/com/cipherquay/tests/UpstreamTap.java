package com.cipherquay.tests;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * A relay between the proxy and its upstream that keeps every byte the upstream was ever sent, and
 * counts the requests. Thread-safe.
 */
public final class UpstreamTap implements AutoCloseable {

  private final ServerSocket server;
  private final Endpoint upstream;
  private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
  private final List<String> requests = new ArrayList<>();

  private UpstreamTap(ServerSocket server, Endpoint upstream) {
    this.server = server;
    this.upstream = upstream;
  }

  public static UpstreamTap before(Endpoint upstream) {
    try {
      ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      UpstreamTap tap = new UpstreamTap(server, upstream);
      background(tap::acceptAll);
      return tap;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where to reach the upstream through this tap. */
  public Endpoint endpoint() {
    URI uri = URI.create("http://127.0.0.1:" + server.getLocalPort());
    return new Endpoint(uri, upstream.accessKeyId(), upstream.secretAccessKey());
  }

  /** Everything the upstream was sent so far. */
  public byte[] sent() {
    synchronized (sent) {
      return sent.toByteArray();
    }
  }

  /** Takes the requests that were made since the last time, as {@code METHOD target}. */
  public List<String> takeRequests() {
    synchronized (requests) {
      List<String> taken = List.copyOf(requests);
      requests.clear();
      return taken;
    }
  }

  private void acceptAll() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        Socket target = new Socket(upstream.uri().getHost(), upstream.uri().getPort());
        client.setTcpNoDelay(true);
        target.setTcpNoDelay(true);
        background(() -> forward(client, target));
        background(() -> backward(target, client));
      } catch (IOException e) {
        if (!server.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private void forward(Socket client, Socket target) {
    RequestCounter counter = new RequestCounter(this::count);
    copy(
        client,
        target,
        (bytes, length) -> {
          counter.accept(bytes, length);
          synchronized (sent) {
            sent.write(bytes, 0, length);
          }
        });
  }

  private void backward(Socket target, Socket client) {
    copy(target, client, (bytes, length) -> {});
  }

  private void count(String request) {
    synchronized (requests) {
      requests.add(request);
    }
  }

  /** Sees what passes, before it is passed on. */
  @FunctionalInterface
  private interface Witness {
    void see(byte[] bytes, int length);
  }

  /** Either side's end, also an abrupt one, ends both: that is how a relay says so. */
  private static void copy(Socket from, Socket to, Witness witness) {
    byte[] buffer = new byte[65_536];
    try (from;
        to;
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        witness.see(buffer, n);
        out.write(buffer, 0, n);
      }
    } catch (IOException e) {
      return;
    }
  }

  private static void background(Runnable task) {
    Thread thread = new Thread(task, "upstream tap");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
