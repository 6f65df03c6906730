package com.cipherquay.proxy.upstream;

import org.eclipse.jetty.client.InputStreamResponseListener;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.transport.HttpResponse;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;

/** An answer to be read by the caller's thread, which also knows whether it has begun. */
final class AnswerListener extends InputStreamResponseListener {

  private final boolean streamed;
  private volatile boolean begun;

  /**
   * @param streamed whether the request has a streamed body
   */
  AnswerListener(boolean streamed) {
    this.streamed = streamed;
  }

  @Override
  public void onHeaders(Response response) {
    // A server that refuses a body which it has not read closes the connection, often without
    // saying so; the next request would be lost with it (RFC 9112 section 9.6).
    if (streamed && response.getStatus() >= 300 && response instanceof HttpResponse answer) {
      answer.headers(h -> h.put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE));
    }
    begun = true;
    super.onHeaders(response);
  }

  /** Whether status and header fields are there; then getting them does not wait. */
  boolean begun() {
    return begun;
  }
}
