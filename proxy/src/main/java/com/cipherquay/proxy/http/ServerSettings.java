package com.cipherquay.proxy.http;

import java.time.Duration;
import java.util.Optional;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * How the S3 listener is set up.
 *
 * @param host the address to listen on
 * @param port the port, or 0 for any free one
 * @param tls the certificates, or empty for plain HTTP; the caller may reload it while it is in use
 * @param threads how many requests are served at once, at least {@value #LEAST_THREADS}
 * @param connections how many connections are held at once; more wait in the backlog
 * @param idle how long a connection may be silent, in the middle of a body too, and how long the
 *     head of a request may take
 * @param drain how long {@link S3Server#close()} waits for the requests in progress
 */
public record ServerSettings(
    String host,
    int port,
    Optional<SslContextFactory.Server> tls,
    int threads,
    int connections,
    Duration idle,
    Duration drain) {

  /** Jetty itself needs a few threads to accept and to select. */
  public static final int LEAST_THREADS = 16;

  private static final int THREADS = 200;
  private static final int CONNECTIONS = 1024;
  private static final Duration IDLE = Duration.ofSeconds(60);

  // A supervisor gives ten seconds between SIGTERM and SIGKILL; the rest of the process needs some.
  private static final Duration DRAIN = Duration.ofSeconds(7);

  public ServerSettings {
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("not a port: " + port);
    }
    if (threads < LEAST_THREADS) {
      throw new IllegalArgumentException("fewer than " + LEAST_THREADS + " threads: " + threads);
    }
    if (connections < 1) {
      throw new IllegalArgumentException("no connections allowed: " + connections);
    }
  }

  /** Plain HTTP with the usual limits. */
  public static ServerSettings plain(String host, int port) {
    return new ServerSettings(host, port, Optional.empty(), THREADS, CONNECTIONS, IDLE, DRAIN);
  }

  /** The same behind TLS. */
  public ServerSettings withTls(SslContextFactory.Server certificates) {
    return new ServerSettings(
        host, port, Optional.of(certificates), threads, connections, idle, drain);
  }

  /** The same with other limits of time. */
  public ServerSettings withTimes(Duration newIdle, Duration newDrain) {
    return new ServerSettings(host, port, tls, threads, connections, newIdle, newDrain);
  }
}
