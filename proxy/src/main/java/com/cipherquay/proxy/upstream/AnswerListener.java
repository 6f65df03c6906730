package com.cipherquay.proxy.upstream;

import java.util.Optional;
import org.eclipse.jetty.client.InputStreamResponseListener;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.transport.HttpResponse;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;

/** An answer to be read by the caller's thread; it ends a body that is still being sent. */
final class AnswerListener extends InputStreamResponseListener {

  private final Optional<SizedContent> body;
  private volatile boolean begun;

  /**
   * @param body the streamed body of the request, if it has one
   */
  AnswerListener(Optional<SizedContent> body) {
    this.body = body;
  }

  @Override
  public void onHeaders(Response response) {
    // A server that refuses a body which it has not read closes the connection, often without
    // saying so; the next request would be lost with it (RFC 9112 section 9.6).
    if (body.isPresent()
        && response.getStatus() >= 300
        && response instanceof HttpResponse answer) {
      answer.headers(h -> h.put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE));
    }
    begun = true;
    super.onHeaders(response);
    body.ifPresent(SizedContent::answered);
  }

  /** Whether status and header fields are there; then getting them does not wait. */
  boolean begun() {
    return begun;
  }
}
