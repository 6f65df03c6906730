package com.cipherquay.proxy.upstream;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.apache.hc.core5.io.CloseMode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections to the store: so many to a host, made when they are needed, used again, and
 * closed when they rest too long or outlast what was allowed to them. Thread-safe.
 */
final class Connections implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

  /** How exact deadlines are. */
  private static final long TICK_MILLIS = 50;

  private final UpstreamSettings settings;
  private final Endpoint endpoint;
  private final Optional<TlsSockets> tls;
  private final Map<String, Host> hosts = new ConcurrentHashMap<>();
  private final Set<StoreConnection> open = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService ticker;

  private Connections(UpstreamSettings settings, Endpoint endpoint, Optional<TlsSockets> tls) {
    this.settings = settings;
    this.endpoint = endpoint;
    this.tls = tls;
    this.ticker =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread daemon = new Thread(task, "upstream");
              daemon.setDaemon(true);
              return daemon;
            });
  }

  /**
   * None yet; the caller closes them.
   *
   * @throws IOException if the CA file can not be read
   */
  static Connections start(UpstreamSettings settings, Endpoint endpoint) throws IOException {
    boolean encrypted = endpoint.scheme().equals("https");
    Connections connections =
        new Connections(
            settings,
            endpoint,
            encrypted ? Optional.of(TlsSockets.trusting(settings.caFile())) : Optional.empty());
    // Ends with the thread, and fails never.
    var unused =
        connections.ticker.scheduleWithFixedDelay(
            connections::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    return connections;
  }

  private void tick() {
    long now = System.nanoTime();
    for (StoreConnection connection : open) {
      try {
        connection.expire(now);
      } catch (IOException | RuntimeException e) { // whatever it is, the others have deadlines too
        LOG.warn("a connection to the store is not closed in order", e);
      }
    }
  }

  /**
   * What goes to one host.
   *
   * @param free how many connections more may be in use
   * @param resting what is not in use, the one that was used last first
   */
  private record Host(String name, Semaphore free, Deque<StoreConnection> resting) {}

  /** A connection that is somebody's own, until it ends. */
  final class Lease {

    private final Host host;
    private final StoreConnection connection;
    private boolean ended;

    private Lease(Host host, StoreConnection connection) {
      this.host = host;
      this.connection = connection;
    }

    StoreConnection connection() {
      return connection;
    }

    /**
     * Ends it; the first time counts.
     *
     * @param reusable whether the connection can be used again; else it is closed
     */
    void end(boolean reusable) {
      if (ended) {
        return;
      }
      ended = true;
      try {
        if (reusable) {
          connection.rest(settings.idleTimeout());
        }
        // Its time may have been over just before.
        if (reusable && connection.isOpen() && !connection.isExpired()) {
          host.resting().addFirst(connection);
        } else {
          connection.close(CloseMode.IMMEDIATE);
        }
      } finally {
        host.free().release();
      }
    }
  }

  /**
   * Takes a connection, or makes one.
   *
   * @throws IOException if none becomes free in time, or none can be made
   */
  Lease lease(String name) throws IOException {
    Host host = hosts.computeIfAbsent(name, this::host);
    acquire(host.free());
    Optional<StoreConnection> taken = Optional.empty();
    try {
      taken = resting(host);
      if (taken.isEmpty()) {
        taken = Optional.of(connect(host));
      }
      return new Lease(host, taken.get());
    } finally {
      if (taken.isEmpty()) {
        host.free().release();
        forget(host);
      }
    }
  }

  /** One that is there and can be used; those that can not are closed. */
  private Optional<StoreConnection> resting(Host host) {
    while (true) {
      Optional<StoreConnection> first = Optional.ofNullable(host.resting().pollFirst());
      if (first.isEmpty() || isUsable(first.get())) {
        return first;
      }
      first.get().close(CloseMode.IMMEDIATE);
    }
  }

  /** A host that nothing is connected to; clients may name any number of buckets. */
  private void forget(Host host) {
    if (host.free().availablePermits() == settings.maxConnections() && host.resting().isEmpty()) {
      var unused = hosts.remove(host.name(), host);
    }
  }

  private Host host(String name) {
    return new Host(
        name, new Semaphore(settings.maxConnections(), true), new ConcurrentLinkedDeque<>());
  }

  private void acquire(Semaphore free) throws IOException {
    Duration most = settings.firstByteTimeout();
    try {
      if (!free.tryAcquire(most.toMillis(), TimeUnit.MILLISECONDS)) {
        String message = "no connection became free for " + most.toMillis() + " ms";
        throw new IOException(message, new TimeoutException(message));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for a connection");
    }
  }

  private static boolean isUsable(StoreConnection connection) {
    try {
      return connection.isUsable();
    } catch (IOException broken) {
      // Another is made instead.
      return false;
    }
  }

  private StoreConnection connect(Host host) throws IOException {
    IOException failure = new UnknownHostException(host.name());
    for (InetAddress address : InetAddress.getAllByName(host.name())) {
      try {
        return connect(host, new InetSocketAddress(address, endpoint.port()));
      } catch (IOException e) {
        if (!(failure instanceof UnknownHostException)) {
          e.addSuppressed(failure);
        }
        failure = e;
      }
    }
    throw failure;
  }

  private StoreConnection connect(Host host, InetSocketAddress address) throws IOException {
    StoreConnection connection =
        StoreConnection.over(
            SocketChannel.open(),
            closed -> {
              open.remove(closed);
              host.resting().remove(closed);
            });
    open.add(connection);
    boolean done = false;
    try {
      Socket socket = connection.socket();
      socket.connect(address, Math.toIntExact(settings.connectTimeout().toMillis()));
      socket.setTcpNoDelay(true);
      if (tls.isPresent()) {
        connection.allow(settings.connectTimeout());
        connection.encrypt(tls.get().over(socket, host.name()));
      }
      done = true;
      return connection;
    } catch (SSLException e) {
      throw connection.isExpired() || !TlsSockets.isDistrust(e) ? notConnected(e) : e;
    } finally {
      if (!done) {
        connection.close(CloseMode.IMMEDIATE);
      }
    }
  }

  /** Nothing was sent: it may be tried again. */
  private static ConnectException notConnected(SSLException cause) {
    ConnectException failure = new ConnectException("no TLS: " + cause.getMessage());
    var unused = failure.initCause(cause);
    return failure;
  }

  @Override
  public void close() {
    ticker.shutdownNow();
    open.forEach(connection -> connection.close(CloseMode.IMMEDIATE));
  }
}
