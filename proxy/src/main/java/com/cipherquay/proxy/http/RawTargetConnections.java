package com.cipherquay.proxy.http;

import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.internal.HttpConnection;

/**
 * HTTP/1.1 connections that keep the request target to themselves.
 *
 * <p>Jetty resolves dot segments and decodes escapes of every target and refuses what it can not,
 * whatever its compliance mode: {@code /bucket/../../key} and {@code /bucket/a%00b} are legal
 * object keys and would never arrive. So Jetty is shown {@code /}, and the handler asks here.
 */
final class RawTargetConnections extends HttpConnectionFactory {

  RawTargetConnections(HttpConfiguration configuration) {
    super(configuration);
  }

  /** The target of a request exactly as sent. */
  static String target(Request request) {
    return request.getConnectionMetaData().getConnection() instanceof RawTarget connection
        ? connection.target
        : "";
  }

  @Override
  public Connection newConnection(Connector connector, EndPoint endPoint) {
    RawTarget connection = new RawTarget(getHttpConfiguration(), connector, endPoint);
    connection.setUseInputDirectByteBuffers(isUseInputDirectByteBuffers());
    connection.setUseOutputDirectByteBuffers(isUseOutputDirectByteBuffers());
    return configure(connection, connector, endPoint);
  }

  private static final class RawTarget extends HttpConnection {

    // Written by the thread that parses a head, read by the one that handles it. The next head is
    // parsed only when this request is over.
    private volatile String target = "";

    RawTarget(HttpConfiguration configuration, Connector connector, EndPoint endPoint) {
      super(configuration, connector, endPoint);
    }

    @Override
    protected HttpStreamOverHTTP1 newHttpStream(String method, String uri, HttpVersion version) {
      // CONNECT has an authority instead of a path (RFC 9110 section 9.3.6), and Jetty can show it
      // only as another method. Without a target it can not be served as that one.
      boolean connect = HttpMethod.CONNECT.is(method);
      target = connect ? "" : uri;
      return super.newHttpStream(connect ? "GET" : method, "/", version);
    }
  }
}
