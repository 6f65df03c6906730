package com.cipherquay.proxy.upstream;

import com.cipherquay.store.StoreException;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;

/** Sends requests to the store: signed, bounded in time, again where that is safe. Thread-safe. */
final class UpstreamClient implements AutoCloseable {

  /** To which S3 wants to be told that they have no body. */
  private static final Set<String> WITH_BODY = Set.of("PUT", "POST");

  private final Connections connections;
  private final Endpoint endpoint;
  private final UpstreamSettings settings;
  private final RequestSigning signing;
  private final RetryPolicy retries;
  private final SourceCondition sourceCondition = new SourceCondition();

  private UpstreamClient(
      Connections connections,
      Endpoint endpoint,
      UpstreamSettings settings,
      RequestSigning signing) {
    this.connections = connections;
    this.endpoint = endpoint;
    this.settings = settings;
    this.signing = signing;
    this.retries = new RetryPolicy(settings.retries());
  }

  static UpstreamClient start(UpstreamSettings settings, RequestSigning signing)
      throws IOException {
    Endpoint endpoint = Endpoint.of(settings);
    Connections connections = Connections.start(settings, endpoint);
    return new UpstreamClient(connections, endpoint, settings, signing);
  }

  Endpoint endpoint() {
    return endpoint;
  }

  /** Whether the bodies of objects and parts are sent with a checksum. */
  boolean sendsChecksums() {
    return settings.checksums();
  }

  /** What this store understands of the conditions of copies. */
  SourceCondition sourceCondition() {
    return sourceCondition;
  }

  /**
   * Sends a request.
   *
   * @return the answer of a store that did what was asked; the caller closes it
   * @throws StoreException if the store refused or failed
   * @throws IOException unchanged, what a streamed payload throws
   */
  UpstreamAnswer send(UpstreamRequest request) throws IOException {
    for (int attempt = 0; ; attempt++) {
      try {
        return sendOnce(request);
      } catch (StoreException failure) {
        if (!retries.again(request, failure, attempt)) {
          throw failure;
        }
        pause(attempt, failure);
      }
    }
  }

  /** Sends a request whose answer has no more to say than that it was done. */
  void perform(UpstreamRequest request) throws IOException {
    try (UpstreamAnswer answer = send(request)) {
      // Read to its end, so that the connection can be used again.
      var unused = answer.document(Faults.ERROR_LIMIT);
    }
  }

  private UpstreamAnswer sendOnce(UpstreamRequest request) throws IOException {
    UpstreamAnswer answer = new Exchange(connections, prepare(request), request, settings).run();
    if (answer.success()) {
      return answer;
    }
    try (answer) {
      throw Faults.of(answer);
    }
  }

  /** All of it but a body that is streamed. */
  private ClassicHttpRequest prepare(UpstreamRequest request) throws StoreException {
    String query = request.rawQuery().isEmpty() ? "" : "?" + request.rawQuery();
    String target = request.address().rawPath() + query;
    // With a host, which is not used, the target is taken as it is.
    ClassicHttpRequest prepared =
        new BasicClassicHttpRequest(request.method(), (HttpHost) null, target);
    for (Map.Entry<String, String> field : signing.headers(request)) {
      prepared.addHeader(field.getKey(), field.getValue());
    }
    if (request.payload() instanceof Payload.Streamed streamed) {
      prepared.addHeader("content-length", streamed.body().length());
    } else if (request.payload() instanceof Payload.Bytes payload) {
      prepared.addHeader("content-length", payload.bytes().length);
      prepared.setEntity(new ByteArrayEntity(payload.bytes(), null));
    } else if (WITH_BODY.contains(request.method())) {
      prepared.addHeader("content-length", 0);
    }
    return prepared;
  }

  private void pause(int attempt, StoreException failure) throws StoreException {
    try {
      Thread.sleep(retries.pause(attempt).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failure.addSuppressed(e);
      throw failure;
    }
  }

  @Override
  public void close() {
    connections.close();
  }
}
