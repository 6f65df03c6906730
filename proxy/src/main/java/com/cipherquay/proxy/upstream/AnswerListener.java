package com.cipherquay.proxy.upstream;

import org.eclipse.jetty.client.InputStreamResponseListener;
import org.eclipse.jetty.client.Response;

/** An answer to be read by the caller's thread, which also knows whether it has begun. */
final class AnswerListener extends InputStreamResponseListener {

  private volatile boolean begun;

  @Override
  public void onHeaders(Response response) {
    begun = true;
    super.onHeaders(response);
  }

  /** Whether status and header fields are there; then getting them does not wait. */
  boolean begun() {
    return begun;
  }
}
