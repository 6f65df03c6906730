package com.cipherquay.proxy.admin;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers exactly three paths; the raw path is compared, so nothing is decoded or normalised. */
final class AdminHandler extends Handler.Abstract.NonBlocking {

  static final String PLAIN = "text/plain; charset=utf-8";
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  private record Answer(int status, String type, ByteBuffer body) {

    static Answer of(int status, String line) {
      return new Answer(status, PLAIN, ByteBuffer.wrap((line + "\n").getBytes(US_ASCII)));
    }
  }

  private final Health health;
  private final Metrics metrics;

  AdminHandler(Health health, Metrics metrics) {
    this.health = health;
    this.metrics = metrics;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    boolean head = request.getMethod().equals("HEAD");
    Answer answer =
        head || request.getMethod().equals("GET")
            ? answer(String.valueOf(request.getHttpURI().getPath()))
            : Answer.of(405, "only GET and HEAD");
    if (answer.status() == 405) {
      response.getHeaders().put(HttpHeader.ALLOW, "GET, HEAD");
    }
    response.setStatus(answer.status());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.type());
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, answer.body().remaining());
    response.write(true, head ? null : answer.body(), callback);
    return true;
  }

  private Answer answer(String path) {
    return switch (path) {
      case "/health/live" -> Answer.of(200, "live");
      case "/health/ready" ->
          health.isReady() ? Answer.of(200, "ready") : Answer.of(503, "not ready");
      case "/metrics" -> new Answer(200, PROMETHEUS, ByteBuffer.wrap(metrics.text()));
      default -> Answer.of(404, "not found");
    };
  }
}
