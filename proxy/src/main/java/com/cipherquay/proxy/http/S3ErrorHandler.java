package com.cipherquay.proxy.http;

import com.cipherquay.proxy.operation.S3Service;
import com.cipherquay.proxy.s3.S3ErrorCode;
import com.cipherquay.proxy.s3.S3Headers;
import com.cipherquay.proxy.s3.S3Request;
import com.cipherquay.proxy.s3.S3Response;
import java.io.InputStream;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Says in S3's words what Jetty refuses before, or breaks off after, the route was asked. */
final class S3ErrorHandler implements Request.Handler {

  private final S3Service service;

  S3ErrorHandler(S3Service service) {
    this.service = service;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    int status = response.getStatus();
    if (request.getAttribute(ErrorHandler.ERROR_EXCEPTION) instanceof HttpException refused) {
      status = refused.getCode();
    }
    Exchange exchange = Exchange.of(request);
    S3Request wire =
        new S3Request(
            request.getMethod(),
            "/",
            "",
            S3Headers.EMPTY,
            InputStream.nullInputStream(),
            -1,
            exchange.requestId());
    S3Response answer = service.refuse(wire, code(status));
    exchange.stamp(response, service.hostId());
    // Where the head of a request was not understood, nobody knows where the next one begins.
    response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE.asString());
    ResponseWriter.write(answer, response, callback, exchange);
    return true;
  }

  private static S3ErrorCode code(int status) {
    return switch (status) {
      case HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431, HttpStatus.PAYLOAD_TOO_LARGE_413 ->
          S3ErrorCode.REQUEST_HEADER_SECTION_TOO_LARGE;
      case HttpStatus.URI_TOO_LONG_414 -> S3ErrorCode.INVALID_URI;
      case HttpStatus.REQUEST_TIMEOUT_408 -> S3ErrorCode.REQUEST_TIMEOUT;
      case HttpStatus.NOT_IMPLEMENTED_501 -> S3ErrorCode.NOT_IMPLEMENTED;
      // The client's fault, for all that the status says: nothing is wrong here.
      case HttpStatus.HTTP_VERSION_NOT_SUPPORTED_505 -> S3ErrorCode.INVALID_REQUEST;
      case HttpStatus.SERVICE_UNAVAILABLE_503 -> S3ErrorCode.SERVICE_UNAVAILABLE;
      default ->
          HttpStatus.isClientError(status)
              ? S3ErrorCode.INVALID_REQUEST
              : S3ErrorCode.INTERNAL_ERROR;
    };
  }
}
