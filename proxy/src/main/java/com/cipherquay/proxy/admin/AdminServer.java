package com.cipherquay.proxy.admin;

import java.io.IOException;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The admin listener. Not thread-safe; started once, closed once. */
public final class AdminServer implements AutoCloseable {

  // Jetty needs one thread to accept and one to select; the rest answer.
  private static final int THREADS = 6;
  private static final int IDLE_MILLIS = 10_000;

  private final Server server;
  private final ServerConnector connector;

  private AdminServer(Server server, ServerConnector connector) {
    this.server = server;
    this.connector = connector;
  }

  /**
   * Listens; returns when requests are accepted.
   *
   * @throws IOException if the address can not be bound
   */
  public static AdminServer start(String host, int port, Health health, Metrics metrics)
      throws IOException {
    QueuedThreadPool threads = new QueuedThreadPool(THREADS, THREADS);
    threads.setName("admin");
    Server server = new Server(threads);
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    connector.setHost(host);
    connector.setPort(port);
    connector.setIdleTimeout(IDLE_MILLIS);
    server.addConnector(connector);
    server.setHandler(new AdminHandler(health, metrics));
    server.setErrorHandler(new AdminErrors());
    AdminServer started = new AdminServer(server, connector);
    started.listen();
    return started;
  }

  private void listen() throws IOException {
    try {
      server.start();
    } catch (Exception e) {
      close();
      throw e instanceof IOException io
          ? io
          : new IOException("the admin listener does not start", e);
    }
  }

  /** The port in use. */
  public int port() {
    return connector.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    try {
      server.stop();
    } catch (Exception e) {
      throw e instanceof IOException io
          ? io
          : new IOException("the admin listener does not stop", e);
    }
  }
}
