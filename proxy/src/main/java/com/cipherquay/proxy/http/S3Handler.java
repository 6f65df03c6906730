package com.cipherquay.proxy.http;

import com.cipherquay.proxy.operation.Answer;
import com.cipherquay.proxy.operation.S3Service;
import com.cipherquay.proxy.s3.S3ErrorCode;
import com.cipherquay.proxy.s3.S3Headers;
import com.cipherquay.proxy.s3.S3Request;
import com.cipherquay.proxy.s3.S3Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Takes one request from Jetty through the route and back, on the thread it is called on. */
final class S3Handler extends Handler.Abstract {

  private final S3Service service;

  S3Handler(S3Service service) {
    this.service = service;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Exchange exchange = Exchange.of(request);
    WireBody body = WireBody.of(request);
    S3Headers headers = headers(request);
    Optional<RequestTarget> target =
        RequestTarget.parse(RawTargetConnections.target(request), headers.first("host").orElse(""));
    target.map(RequestTarget::path).ifPresent(exchange::asks);
    S3Request wire =
        new S3Request(
            request.getMethod(),
            target.map(RequestTarget::path).orElse("/"),
            target.map(RequestTarget::query).orElse(""),
            headers,
            body,
            request.getLength(),
            exchange.requestId());
    S3Response answer =
        target.isPresent() ? serve(wire, exchange) : service.refuse(wire, S3ErrorCode.INVALID_URI);
    exchange.stamp(response, service.hostId());
    if (body.drain() && target.isPresent()) {
      ResponseWriter.write(answer, response, callback, exchange);
    } else {
      response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE.asString());
      ResponseWriter.write(answer, response, new Lingering(callback, body), exchange);
    }
    return true;
  }

  /** Completes an exchange that ends its connection. */
  private static final class Lingering extends Callback.Nested {

    private final WireBody body;

    Lingering(Callback callback, WireBody body) {
      super(callback);
      this.body = body;
    }

    @Override
    public InvocationType getInvocationType() {
      return InvocationType.BLOCKING;
    }

    @Override
    public void succeeded() {
      body.linger();
      super.succeeded();
    }
  }

  private S3Response serve(S3Request request, Exchange exchange) {
    Answer answer = service.serve(request);
    exchange.serve(answer);
    return answer.response();
  }

  private static S3Headers headers(Request request) {
    List<Map.Entry<String, String>> fields = new ArrayList<>(request.getHeaders().size());
    for (HttpField field : request.getHeaders()) {
      String value = field.getValue();
      fields.add(Map.entry(field.getName(), value == null ? "" : value));
    }
    return S3Headers.of(fields);
  }
}
