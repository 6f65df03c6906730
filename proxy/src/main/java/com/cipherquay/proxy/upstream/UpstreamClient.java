package com.cipherquay.proxy.upstream;

import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.http.HttpMethod;

/** Sends requests to the store: signed, bounded in time, again where that is safe. Thread-safe. */
final class UpstreamClient implements AutoCloseable {

  private final HttpClient http;
  private final Endpoint endpoint;
  private final UpstreamSettings settings;
  private final RequestSigning signing;
  private final RetryPolicy retries;
  private final SourceCondition sourceCondition = new SourceCondition();

  private UpstreamClient(HttpClient http, UpstreamSettings settings, RequestSigning signing) {
    this.http = http;
    this.endpoint = Endpoint.of(settings);
    this.settings = settings;
    this.signing = signing;
    this.retries = new RetryPolicy(settings.retries());
  }

  static UpstreamClient start(UpstreamSettings settings, RequestSigning signing)
      throws IOException {
    return new UpstreamClient(HttpConnections.start(settings), settings, signing);
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
    UpstreamAnswer answer = new Exchange(prepare(request), request, settings).run();
    if (answer.success()) {
      return answer;
    }
    try (answer) {
      throw Faults.of(answer);
    }
  }

  private Request prepare(UpstreamRequest request) throws StoreException {
    Endpoint.Address address = request.address();
    List<Map.Entry<String, String>> fields = signing.headers(request);
    String query = request.rawQuery().isEmpty() ? "" : "?" + request.rawQuery();
    return http.newRequest(address.host(), endpoint.port())
        .scheme(endpoint.scheme())
        .method(HttpMethod.valueOf(request.method()))
        .path(address.rawPath() + query)
        .headers(headers -> fields.forEach(f -> headers.put(f.getKey(), f.getValue())));
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
  public void close() throws StoreException {
    try {
      http.stop();
    } catch (Exception e) {
      throw new StoreException(StoreFault.UNAVAILABLE, "the connections did not close", e);
    }
  }
}
