package com.cipherquay.tests.fault;

import com.cipherquay.tests.Endpoint;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A relay between a proxy and an honest store that breaks single requests, or takes no connections
 * for a while. Thread-safe.
 */
final class FaultyUpstream implements AutoCloseable {

  /** So small that a sender notices when nobody reads. */
  private static final int RECEIVE_BUFFER = 256 * 1024;

  private final Endpoint upstream;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private ServerSocket listener;
  private Optional<Fault> armed = Optional.empty();
  private int before;
  private int requests;
  private CountDownLatch over = new CountDownLatch(1);

  private FaultyUpstream(Endpoint upstream, ServerSocket listener) {
    this.upstream = upstream;
    this.listener = listener;
  }

  static FaultyUpstream before(Endpoint upstream) throws IOException {
    FaultyUpstream relay = new FaultyUpstream(upstream, listen(0));
    relay.acceptAll();
    return relay;
  }

  private static ServerSocket listen(int port) throws IOException {
    ServerSocket listener = new ServerSocket();
    listener.setReuseAddress(true);
    listener.setReceiveBufferSize(RECEIVE_BUFFER);
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
    return listener;
  }

  /** Where to reach the store through this. */
  synchronized Endpoint endpoint() {
    URI uri = URI.create("http://127.0.0.1:" + listener.getLocalPort());
    return new Endpoint(uri, upstream.accessKeyId(), upstream.secretAccessKey());
  }

  /** Where the store is. */
  Endpoint upstream() {
    return upstream;
  }

  /** What was armed is over; counts requests from nothing again. */
  synchronized void count() {
    over.countDown();
    armed = Optional.empty();
    requests = 0;
  }

  /** Waits, without reading from its connection, until the request that was broken has ended. */
  void awaitEnd() throws IOException {
    CountDownLatch current;
    synchronized (this) {
      current = over;
    }
    try {
      if (!current.await(1, TimeUnit.MINUTES)) {
        throw new IOException("the request did not end");
      }
    } catch (InterruptedException e) {
      throw (IOException) new InterruptedIOException().initCause(e);
    }
  }

  /** How many requests have come since {@link #count}. */
  synchronized int requests() {
    return requests;
  }

  /** Lets one fault happen, to the next request but some. */
  synchronized void arm(Fault fault, int but) {
    armed = Optional.of(fault);
    before = but;
    over = new CountDownLatch(1);
  }

  /** What happens to the request that has come. */
  synchronized Optional<Fault> next() {
    requests++;
    if (armed.isEmpty() || before-- > 0) {
      return Optional.empty();
    }
    Optional<Fault> fault = armed;
    armed = Optional.empty();
    return fault;
  }

  /** From now on there is nobody: connections break, and new ones are refused. */
  synchronized void vanish() throws IOException {
    listener.close();
    for (Socket socket : open) {
      FaultyConversation.reset(socket);
    }
  }

  /** Comes back at the same address. */
  synchronized void comeBack() throws IOException {
    listener = listen(listener.getLocalPort());
    acceptAll();
  }

  private synchronized void acceptAll() {
    ServerSocket current = listener;
    background(() -> accept(current));
  }

  private void accept(ServerSocket current) {
    try {
      while (true) {
        Socket socket = current.accept();
        open.add(socket);
        background(() -> serve(socket));
      }
    } catch (IOException e) {
      if (!current.isClosed()) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      new FaultyConversation(socket, this).run();
    } catch (IOException e) {
      // The proxy gave up on a request that was broken here: its end of the connection is gone.
      return;
    } finally {
      open.remove(socket);
    }
  }

  private static void background(Runnable task) {
    Thread thread = new Thread(task, "faulty upstream");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    vanish();
  }
}
