package com.cipherquay.proxy.http;

import com.cipherquay.proxy.operation.S3Service;
import java.io.IOException;
import java.net.URI;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The S3 listener. Not thread-safe; started once, closed once. */
public final class S3Server implements AutoCloseable {

  // Jetty's default of 8 KiB costs two to three times the CPU on bulk bodies.
  private static final int BUFFER = 1 << 16;

  // AWS takes 8 KB of header section; presigned queries with session tokens need more of the line.
  private static final int REQUEST_HEAD = 1 << 15;

  private final Server server;
  private final ServerConnector connector;
  private final boolean secure;

  private S3Server(Server server, ServerConnector connector, boolean secure) {
    this.server = server;
    this.connector = connector;
    this.secure = secure;
  }

  /**
   * Listens; returns when requests are accepted.
   *
   * @throws IOException if the address can not be bound
   */
  public static S3Server start(ServerSettings settings, S3Service service, RequestListener listener)
      throws IOException {
    QueuedThreadPool threads = new QueuedThreadPool(settings.threads());
    threads.setName("s3");
    Server server = new Server(threads);
    ServerConnector connector = new ServerConnector(server, protocols(settings));
    connector.setHost(settings.host());
    connector.setPort(settings.port());
    connector.setIdleTimeout(settings.idle().toMillis());
    server.addConnector(connector);
    server.addBean(new NetworkConnectionLimit(settings.connections(), connector));
    server.setHandler(new GracefulHandler(new S3Handler(service)));
    server.setErrorHandler(new S3ErrorHandler(service));
    server.setRequestLog(
        (request, response) -> listener.served(Exchange.of(request).served(request, response)));
    server.setStopTimeout(settings.drain().toMillis());
    S3Server started = new S3Server(server, connector, settings.tls().isPresent());
    started.listen();
    return started;
  }

  private static ConnectionFactory[] protocols(ServerSettings settings) {
    HttpConfiguration http = new HttpConfiguration();
    http.setRequestHeaderSize(REQUEST_HEAD);
    http.setResponseHeaderSize(REQUEST_HEAD);
    http.setOutputBufferSize(BUFFER);
    http.setSendServerVersion(false);
    // Otherwise Jetty gives values that it knows in its own spelling ("charset=UTF-8" for "utf-8"),
    // and the signature over them no longer matches.
    http.setHeaderCacheCaseSensitive(true);
    RawTargetConnections plain = new RawTargetConnections(http);
    plain.setInputBufferSize(BUFFER);
    if (settings.tls().isEmpty()) {
      return new ConnectionFactory[] {plain};
    }
    // Clients reach a proxy under names and addresses that its certificate may not list; whether to
    // accept that is the client's decision, not the server's.
    http.addCustomizer(new SecureRequestCustomizer(false));
    return new ConnectionFactory[] {
      new SslConnectionFactory(settings.tls().get(), plain.getProtocol()), plain
    };
  }

  private void listen() throws IOException {
    try {
      server.start();
    } catch (IOException e) {
      close();
      throw e;
    } catch (Exception e) {
      close();
      throw new IOException("the S3 listener does not start", e);
    }
  }

  /** Where clients reach it: scheme, host and the port in use. */
  public URI uri() {
    String host = connector.getHost();
    String literal = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    return URI.create(
        (secure ? "https" : "http") + "://" + literal + ":" + connector.getLocalPort());
  }

  /** Refuses new requests, waits for those in progress as long as the settings say, and stops. */
  @Override
  public void close() throws IOException {
    try {
      server.stop();
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("the S3 listener does not stop", e);
    }
  }
}
