package com.cipherquay.proxy.upstream;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.eclipse.jetty.client.InputStreamResponseListener;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.client.transport.HttpResponse;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.io.Content;

/**
 * An answer to be read by the caller's thread; it ends a body that is still being sent.
 *
 * <p>A small answer is taken in whole by the thread that receives it, so that the caller is woken
 * once and finds the connection free again.
 */
final class AnswerListener extends InputStreamResponseListener {

  // One segment of the vault with everything around it.
  private static final int SMALL = 80 * 1024;

  private final Optional<SizedContent> body;
  private final boolean bodiless;
  private volatile boolean begun;
  private volatile boolean whole;
  private boolean succeeded;
  private byte[] content = {};
  private int received;

  /**
   * @param body the streamed body of the request, if it has one
   * @param bodiless whether no answer to it has a body, whatever its header fields say
   */
  AnswerListener(Optional<SizedContent> body, boolean bodiless) {
    this.body = body;
    this.bodiless = bodiless;
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
    long length = bodiless ? 0 : response.getHeaders().getLongField(HttpHeader.CONTENT_LENGTH);
    whole = length >= 0 && length <= SMALL;
    if (whole) {
      content = new byte[(int) length];
    } else {
      super.onHeaders(response);
    }
    begun = true;
    body.ifPresent(SizedContent::answered);
  }

  @Override
  public void onContent(Response response, Content.Chunk chunk, Runnable demander) {
    if (!whole) {
      super.onContent(response, chunk, demander);
      return;
    }
    ByteBuffer bytes = chunk.getByteBuffer();
    int count = bytes.remaining();
    bytes.get(content, received, count);
    received += count;
    demander.run();
  }

  @Override
  public void onSuccess(Response response) {
    succeeded = true;
    // While its own body is still being sent a request does not complete.
    if (whole && body.isPresent()) {
      super.onHeaders(response);
    }
    super.onSuccess(response);
  }

  @Override
  public void onComplete(Result result) {
    if (whole && succeeded && body.isEmpty()) {
      super.onHeaders(result.getResponse());
    }
    super.onComplete(result);
  }

  /** Whether status and header fields are there; then getting them does not wait for long. */
  boolean begun() {
    return begun;
  }

  /** The body of the answer. */
  InputStream stream() {
    return whole ? new ByteArrayInputStream(content, 0, received) : getInputStream();
  }
}
