package com.cipherquay.proxy.http;

import com.cipherquay.proxy.s3.BodyPieces;
import com.cipherquay.proxy.s3.S3Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/** Writes one answer to its socket. */
final class ResponseWriter {

  private ResponseWriter() {}

  /** Writes head and body, and completes the callback exactly once. */
  static void write(S3Response answer, Response response, Callback callback, Exchange exchange) {
    response.setStatus(answer.status());
    for (Map.Entry<String, String> field : answer.headers().fields()) {
      // Names are lower case in the values; some clients look for them as the RFCs write them.
      HttpHeader known = HttpHeader.CACHE.get(field.getKey());
      response
          .getHeaders()
          .add(known == null ? field.getKey() : known.asString(), field.getValue());
    }
    S3Response.Body body = answer.body();
    if (body instanceof S3Response.Body.Bytes bytes) {
      response.write(true, bytes.bytes(), callback);
    } else if (body instanceof S3Response.Body.Stream stream) {
      pump(stream, response, callback, exchange);
    } else {
      if (body instanceof S3Response.Body.LengthOnly head) {
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, head.length());
      }
      response.write(true, BufferUtil.EMPTY_BUFFER, callback);
    }
  }

  private static void pump(
      S3Response.Body.Stream body, Response response, Callback callback, Exchange exchange) {
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length());
    try (InputStream stream = body.stream()) {
      BodyPieces.send(stream, body.length(), (last, piece) -> write(response, last, piece));
    } catch (IOException | RuntimeException broken) {
      // Failing the callback closes the connection if anything was sent, so that a client that
      // counts bytes sees the fault; before the first byte it still becomes an error document.
      exchange.abort();
      callback.failed(broken);
      return;
    }
    callback.succeeded();
  }

  private static boolean write(Response response, boolean last, ByteBuffer piece)
      throws IOException {
    Content.Sink.write(response, last, piece);
    return true;
  }
}
