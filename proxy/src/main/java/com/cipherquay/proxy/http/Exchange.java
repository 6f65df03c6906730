package com.cipherquay.proxy.http;

import com.cipherquay.proxy.operation.Answer;
import com.cipherquay.proxy.operation.Asker;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/**
 * What the edge remembers of one request from its head to its log line, as an attribute of Jetty's
 * request.
 */
final class Exchange {

  private static final String ATTRIBUTE = Exchange.class.getName();
  private static final String UNKNOWN_OPERATION = "Unknown";

  private final String requestId;
  private volatile String operation = UNKNOWN_OPERATION;
  private volatile Optional<Asker> asker = Optional.empty();
  private volatile Optional<String> error = Optional.empty();
  private volatile String rawPath = "";
  private volatile boolean aborted;

  private Exchange(String requestId) {
    this.requestId = requestId;
  }

  /** The exchange of a request: the one it has, or a new one. */
  static Exchange of(Request request) {
    if (request.getAttribute(ATTRIBUTE) instanceof Exchange exchange) {
      return exchange;
    }
    // Request ids name requests in logs; nothing depends on their being secret.
    long id = ThreadLocalRandom.current().nextLong();
    Exchange exchange = new Exchange(HexFormat.of().withUpperCase().toHexDigits(id));
    request.setAttribute(ATTRIBUTE, exchange);
    return exchange;
  }

  String requestId() {
    return requestId;
  }

  void serve(Answer answer) {
    operation = answer.operation();
    asker = answer.asker();
    error = answer.error();
  }

  /** Remembers the path: Jetty's own is another one. */
  void asks(String path) {
    rawPath = path;
  }

  void abort() {
    aborted = true;
  }

  /** The headers that every answer has, whoever writes it. */
  void stamp(Response response, String hostId) {
    response.getHeaders().put("x-amz-request-id", requestId);
    response.getHeaders().put("x-amz-id-2", hostId);
    response.getHeaders().put(HttpHeader.SERVER, "Cipherquay");
  }

  ServedRequest served(Request request, Response response) {
    return new ServedRequest(
        requestId,
        operation,
        request.getMethod(),
        rawPath,
        response.getStatus(),
        asker,
        error,
        Request.getRemoteAddr(request),
        Request.getContentBytesRead(request),
        Response.getContentBytesWritten(response),
        System.nanoTime() - request.getHeadersNanoTime(),
        aborted);
  }
}
