package com.cipherquay.proxy.upstream;

import static org.eclipse.jetty.util.thread.Invocable.InvocationType.NON_BLOCKING;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Map;
import org.eclipse.jetty.client.ContinueProtocolHandler;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.client.transport.internal.HttpConnectionOverHTTP;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Jetty's HTTP client, with everything off that it does on its own. */
final class HttpConnections {

  private static final int BUFFER = 64 * 1024;

  // A name of 1024 bytes percent-encoded, 2 KiB of metadata and a session token together.
  private static final int HEADERS = 32 * 1024;

  // Selectors and their blocked writes; bodies are moved by the callers' threads.
  private static final int THREADS = 32;

  private HttpConnections() {}

  /**
   * Starts a client; the caller stops it.
   *
   * @throws IOException if the CA file can not be read
   */
  static HttpClient start(UpstreamSettings settings) throws IOException {
    ClientConnector connector = new ClientConnector();
    connector.setConnectTimeout(settings.connectTimeout());
    connector.setSslContextFactory(tls(settings));
    Transport transport = new Transport(connector);
    // Tags and dates are new in every answer: remembering fields only costs.
    transport.setHeaderCacheSize(0);
    HttpClient client = new HttpClient(transport);
    QueuedThreadPool threads = new QueuedThreadPool(THREADS, 1);
    threads.setName("upstream");
    threads.setDaemon(true);
    client.setExecutor(threads);
    client.setConnectTimeout(settings.connectTimeout().toMillis());
    client.setIdleTimeout(settings.idleTimeout().toMillis());
    client.setMaxConnectionsPerDestination(settings.maxConnections());
    client.setMaxRequestsQueuedPerDestination(Integer.MAX_VALUE);
    client.setResponseBufferSize(BUFFER);
    client.setMaxRequestHeadersSize(HEADERS);
    client.setMaxResponseHeadersSize(HEADERS);
    client.setFollowRedirects(false);
    client.setHttpCookieStore(new HttpCookieStore.Empty());
    client.setUserAgentField(null);
    try {
      client.start();
    } catch (Exception e) {
      throw new IOException("the HTTP client does not start: " + e.getMessage(), e);
    }
    // Both are filled by the start. No decoders means no Accept-Encoding, and the bytes as stored;
    // the handler of challenges would turn every 401 without one into a failure.
    client.getContentDecoderFactories().clear();
    client.getProtocolHandlers().clear();
    client.getProtocolHandlers().put(new ContinueProtocolHandler());
    return client;
  }

  private static SslContextFactory.Client tls(UpstreamSettings settings) throws IOException {
    SslContextFactory.Client tls = new SslContextFactory.Client();
    if (settings.caFile().isPresent()) {
      tls.setTrustStore(trusted(settings.caFile().get()));
    }
    return tls;
  }

  private static KeyStore trusted(Path caFile) throws IOException {
    try (InputStream in = Files.newInputStream(caFile)) {
      Collection<? extends Certificate> certificates =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (certificates.isEmpty()) {
        throw new IOException("no certificate in " + caFile);
      }
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (Certificate certificate : certificates) {
        store.setCertificateEntry("ca-" + store.size(), certificate);
      }
      return store;
    } catch (GeneralSecurityException e) {
      throw new IOException("no PEM certificates in " + caFile + ": " + e.getMessage(), e);
    }
  }

  /** HTTP/1.1 whose answers are taken in on the thread that selects. */
  private static final class Transport extends HttpClientTransportOverHTTP {

    Transport(ClientConnector connector) {
      super(connector);
    }

    @Override
    public Connection newConnection(EndPoint endPoint, Map<String, Object> context) {
      return customize(new EagerConnection(endPoint, context), context);
    }
  }

  /**
   * An answer only wakes the thread that waits for it. Nothing here blocks, so what Jetty does by
   * default, a hop to another thread in between, would cost more than all that is done in it.
   */
  private static final class EagerConnection extends HttpConnectionOverHTTP {

    private final Callback readable =
        Callback.from(NON_BLOCKING, this::onFillable, this::onFillInterestedFailed);

    EagerConnection(EndPoint endPoint, Map<String, Object> context) {
      super(endPoint, context);
    }

    @Override
    public void fillInterested() {
      getEndPoint().fillInterested(readable);
    }
  }
}
