package com.cipherquay.proxy.http;

import com.cipherquay.proxy.operation.S3Service;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The S3 listener. Not thread-safe; started once, closed once. */
public final class S3Server implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(S3Server.class);

  // Jetty's default of 8 KiB costs two to three times the CPU on bulk bodies.
  private static final int BUFFER = 1 << 16;

  // AWS takes 8 KB of header section; presigned queries with session tokens need more of the line.
  private static final int REQUEST_HEAD = 1 << 15;

  private final Server server;
  private final URI uri;

  private S3Server(Server server, URI uri) {
    this.server = server;
    this.uri = uri;
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
    server.addBean(new SlowHeads(connector, settings.idle()));
    server.setHandler(new GracefulHandler(new S3Handler(service)));
    server.setErrorHandler(new S3ErrorHandler(service));
    server.setRequestLog(
        (request, response) -> listener.served(Exchange.of(request).served(request, response)));
    server.setStopTimeout(settings.drain().toMillis());
    listen(server);
    return new S3Server(server, uri(settings, connector.getLocalPort()));
  }

  private static void listen(Server server) throws IOException {
    try {
      server.start();
    } catch (Exception e) {
      LifeCycle.stop(server);
      throw e instanceof IOException io ? io : new IOException("the S3 listener fails", e);
    }
  }

  private static URI uri(ServerSettings settings, int port) {
    String scheme = settings.tls().isPresent() ? "https" : "http";
    String host = settings.host();
    String literal = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    return URI.create(scheme + "://" + literal + ":" + port);
  }

  private static ConnectionFactory[] protocols(ServerSettings settings) {
    HttpConfiguration http = new HttpConfiguration();
    http.setRequestHeaderSize(REQUEST_HEAD);
    http.setResponseHeaderSize(REQUEST_HEAD);
    http.setOutputBufferSize(BUFFER);
    http.setSendServerVersion(false);
    // Dates and signatures are new in every request: remembering fields only costs. And Jetty would
    // give values that it knows in its own spelling ("charset=UTF-8" for "utf-8"), over which the
    // signature no longer matches; that must not come back with the cache.
    http.setHeaderCacheSize(0);
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

  /** Where clients reach it: scheme, host and the port in use. */
  public URI uri() {
    return uri;
  }

  /**
   * Refuses new requests, waits for those in progress as long as the settings say, breaks off those
   * that are still there, and stops.
   */
  @Override
  public void close() throws IOException {
    try {
      server.stop();
    } catch (IOException e) {
      throw e;
    } catch (TimeoutException e) {
      LOG.warn("requests were still in progress and have been broken off");
    } catch (Exception e) {
      throw new IOException("the S3 listener does not stop", e);
    }
  }
}
