package com.cipherquay.proxy.upstream;

import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionReuseStrategy;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.impl.DefaultConnectionReuseStrategy;
import org.apache.hc.core5.http.impl.DefaultContentLengthStrategy;
import org.apache.hc.core5.http.io.entity.NullEntity;
import org.apache.hc.core5.http.message.MessageSupport;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http.protocol.HttpCoreContext;

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

  // One segment of the vault with everything around it.
  private static final int SMALL = 80 * 1024;

  private static final ConnectionReuseStrategy REUSE = DefaultConnectionReuseStrategy.INSTANCE;
  private static final HttpContext CONTEXT = HttpCoreContext.create();

  private final Connections connections;
  private final ClassicHttpRequest request;
  private final UpstreamRequest what;
  private final Duration idleTimeout;
  private final Duration firstByteTimeout;

  /**
   * @param request all of it but a body that is streamed
   */
  Exchange(
      Connections connections,
      ClassicHttpRequest request,
      UpstreamRequest what,
      UpstreamSettings settings) {
    this.connections = connections;
    this.request = request;
    this.what = what;
    this.idleTimeout = what.lengthy() ? LENGTHY : settings.idleTimeout();
    this.firstByteTimeout = what.lengthy() ? LENGTHY : settings.firstByteTimeout();
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
    Connections.Lease lease = lease();
    boolean answered = false;
    try {
      Sent sent = send(lease.connection());
      ClassicHttpResponse response = receive(lease.connection(), sent);
      UpstreamAnswer answer = answer(lease, response, sent.complete());
      answered = true;
      return answer;
    } finally {
      if (!answered) {
        lease.end(false);
      }
    }
  }

  private Connections.Lease lease() throws StoreException {
    try {
      return connections.lease(what.address().host());
    } catch (IOException e) {
      throw unavailable("found no connection", e.getCause() instanceof TimeoutException t ? t : e);
    }
  }

  /**
   * What became of a request.
   *
   * @param complete whether all of it was sent; else the store has answered before
   * @param answer the head of its answer, if that was read already
   */
  private record Sent(boolean complete, Optional<ClassicHttpResponse> answer) {}

  private Sent send(StoreConnection connection) throws IOException {
    Optional<SentBody> body =
        what.payload() instanceof Payload.Streamed streamed
            ? Optional.of(new SentBody(streamed.body(), connection, idleTimeout))
            : Optional.empty();
    body.ifPresent(request::setEntity);
    try {
      connection.allow(idleTimeout);
      connection.sendRequestHeader(request);
      connection.sendRequestEntity(request);
      connection.allow(idleTimeout);
      connection.flush();
      return new Sent(body.isEmpty() || body.get().isComplete(), body.flatMap(SentBody::answer));
    } catch (HttpException e) {
      throw unavailable("can not be sent", e);
    } catch (IOException e) {
      if (body.isPresent() && body.get().hasFailed(e)) {
        throw e;
      }
      if (hasAnswer(connection)) {
        return new Sent(false, Optional.empty());
      }
      throw unavailable("broke off while it was sent", cause(connection, e));
    }
  }

  /** A store that refuses a body may close the connection in the middle of it. */
  private boolean hasAnswer(StoreConnection connection) {
    try {
      connection.allow(idleTimeout);
      return connection.hasAnswer();
    } catch (IOException broken) {
      // The caller has the first failure to tell.
      return false;
    }
  }

  private ClassicHttpResponse receive(StoreConnection connection, Sent sent) throws StoreException {
    try {
      connection.allow(firstByteTimeout);
      ClassicHttpResponse response = head(connection, sent);
      // Of an answer without a body too: what can not be read may have a body all the same.
      var unused = DefaultContentLengthStrategy.INSTANCE.determineLength(response);
      if (MessageSupport.canResponseHaveBody(what.method(), response)) {
        connection.receiveResponseEntity(response);
      }
      return response;
    } catch (HttpException | IOException | IllegalArgumentException e) {
      throw unavailable("got no answer", cause(connection, e));
    }
  }

  private static ClassicHttpResponse head(StoreConnection connection, Sent sent)
      throws HttpException, IOException {
    if (sent.answer().isPresent()) {
      return sent.answer().get();
    }
    ClassicHttpResponse response = connection.receiveResponseHeader();
    while (response.getCode() < 200) {
      response = connection.receiveResponseHeader();
    }
    return response;
  }

  /** Takes in a small answer whole: its connection is free before anybody looks at it. */
  private UpstreamAnswer answer(
      Connections.Lease lease, ClassicHttpResponse response, boolean complete)
      throws StoreException {
    // A server that refuses a body which it has not read closes the connection, often without
    // saying so; the next request would be lost with it (RFC 9112 section 9.6).
    boolean refused = what.payload() instanceof Payload.Streamed && response.getCode() >= 300;
    boolean reusable = complete && !refused && REUSE.keepAlive(request, response, CONTEXT);
    HttpEntity entity = Objects.requireNonNullElse(response.getEntity(), NullEntity.INSTANCE);
    try {
      if (entity.getContentLength() >= 0 && entity.getContentLength() <= SMALL) {
        byte[] content = new byte[(int) entity.getContentLength()];
        // That there is less of it is an exception.
        int count = entity.getContent().readNBytes(content, 0, content.length);
        lease.end(reusable);
        InputStream small = new ByteArrayInputStream(content, 0, count);
        return new UpstreamAnswer(what, response, small, !complete);
      }
      InputStream body = new AnswerStream(entity, lease, reusable, idleTimeout);
      lease.connection().allowAll();
      return new UpstreamAnswer(what, response, body, !complete);
    } catch (IOException e) {
      throw unavailable("got half an answer", cause(lease.connection(), e));
    }
  }

  private static Throwable cause(StoreConnection connection, Exception e) {
    return connection.isExpired() ? new TimeoutException("the time for it is over") : e;
  }

  private StoreException unavailable(String event, Throwable cause) {
    return new StoreException(StoreFault.UNAVAILABLE, what + " " + event + ": " + cause, cause);
  }
}
