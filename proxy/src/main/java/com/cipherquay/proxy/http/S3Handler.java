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
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpURI;
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
    S3Response answer = answer(request, body, exchange);
    exchange.stamp(response, service.hostId());
    if (!body.drain()) {
      response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE.asString());
    }
    ResponseWriter.write(answer, response, callback, exchange);
    return true;
  }

  private S3Response answer(Request request, WireBody body, Exchange exchange) {
    HttpURI uri = request.getHttpURI();
    String path = uri.getPath() == null ? "" : uri.getPath();
    String query = uri.getQuery() == null ? "" : uri.getQuery();
    S3Request wire =
        new S3Request(
            request.getMethod(),
            path,
            query,
            headers(request),
            body,
            request.getLength(),
            exchange.requestId());
    // A fragment is never sent to a server (RFC 9112 section 3.2). Who sends a bare # means it to
    // be part of the key, and dropping it would name another object.
    if (uri.getFragment() != null || !path.startsWith("/")) {
      return service.refuse(wire, S3ErrorCode.INVALID_URI);
    }
    Answer answer = service.serve(wire);
    exchange.serve(answer.operation(), answer.accessKeyId());
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
