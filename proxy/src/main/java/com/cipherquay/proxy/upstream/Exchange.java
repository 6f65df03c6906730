package com.cipherquay.proxy.upstream;

import com.cipherquay.proxy.s3.BodyPieces;
import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import com.cipherquay.store.StoredBody;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;

/**
 * One request on a connection, up to the header fields of its answer. Used once, by one thread.
 *
 * <p>The caller's thread pulls the body and pushes it into the connection: a body may be the
 * request of a client, and no thread but the client's own may still read it when that client is
 * answered.
 */
final class Exchange {

  // AWS, CompleteMultipartUpload: "can take several minutes"; what it says in between is spaces.
  private static final Duration LENGTHY = Duration.ofMinutes(15);

  private final Request request;
  private final UpstreamRequest what;
  private final Duration writeTimeout;
  private final Duration firstByteTimeout;

  Exchange(Request request, UpstreamRequest what, UpstreamSettings settings) {
    this.request = request;
    this.what = what;
    // The first write also waits for a connection.
    this.writeTimeout = settings.idleTimeout().plus(settings.connectTimeout());
    this.firstByteTimeout = what.lengthy() ? LENGTHY : settings.firstByteTimeout();
    if (what.lengthy()) {
      request.idleTimeout(LENGTHY.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /**
   * Sends the request.
   *
   * @return the answer, whatever it says
   * @throws StoreException {@code UNAVAILABLE} if none came
   * @throws IOException unchanged, what the payload's stream throws; then the request was broken
   *     off before its end
   */
  UpstreamAnswer run() throws IOException {
    if (what.payload() instanceof Payload.Streamed streamed) {
      return runStreamed(streamed.body());
    }
    if (what.payload() instanceof Payload.Bytes payload) {
      request.body(new BytesRequestContent("application/octet-stream", payload.bytes()));
    }
    AnswerListener listener = new AnswerListener(Optional.empty(), bodiless());
    request.send(listener);
    return answer(listener, false);
  }

  private UpstreamAnswer runStreamed(StoredBody body) throws IOException {
    SizedContent content = new SizedContent(body.length());
    AnswerListener listener = new AnswerListener(Optional.of(content), bodiless());
    request.body(content).send(listener);
    try {
      boolean complete =
          BodyPieces.send(
              body.stream(), body.length(), (last, piece) -> write(last, piece, content, listener));
      return answer(listener, !complete);
    } catch (IOException | RuntimeException e) {
      abort("the body was not sent to its end");
      throw e;
    }
  }

  /**
   * Writes a piece of the body, unless the store has answered already.
   *
   * <p>With Content-Length the store commits as soon as it has the last one.
   */
  private boolean write(
      boolean last, ByteBuffer piece, SizedContent content, AnswerListener listener)
      throws IOException {
    if (listener.begun()) {
      return false;
    }
    try {
      content.write(last, piece, writeTimeout.toMillis());
      return true;
    } catch (IOException e) {
      if (listener.begun()) {
        // After the last piece the answer has only overtaken the news of its write.
        return last;
      }
      throw unavailable("broke off while the body was sent", e);
    }
  }

  private UpstreamAnswer answer(AnswerListener listener, boolean early) throws StoreException {
    try {
      Response response = listener.get(firstByteTimeout.toMillis(), TimeUnit.MILLISECONDS);
      return new UpstreamAnswer(what, response, listener.stream(), early);
    } catch (ExecutionException e) {
      throw unavailable("gave no answer", e.getCause() == null ? e : e.getCause());
    } catch (TimeoutException e) {
      abort("no answer in time");
      throw unavailable("gave no answer for " + firstByteTimeout.toMillis() + " ms", e);
    } catch (InterruptedException e) {
      abort("interrupted");
      Thread.currentThread().interrupt();
      throw unavailable("was interrupted", e);
    }
  }

  private boolean bodiless() {
    return what.method().equals("HEAD");
  }

  private void abort(String reason) {
    // It closes the connection; whether there was one left to close makes no difference.
    var unused = request.abort(new IOException(reason));
  }

  private StoreException unavailable(String event, Throwable cause) {
    return new StoreException(StoreFault.UNAVAILABLE, what + " " + event + ": " + cause, cause);
  }
}
