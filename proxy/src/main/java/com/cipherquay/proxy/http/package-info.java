/**
 * The HTTP edge: Jetty's requests in, {@link com.cipherquay.proxy.s3.S3Request} to the route, its
 * answers out to the socket.
 *
 * <p>Blocking reads and writes on platform threads. The edge knows sockets, limits and the headers
 * that every answer has; it decides nothing about S3 and imports only {@code operation} and {@code
 * s3}. No other package of the S3 side imports Jetty's server.
 */
@NullMarked
package com.cipherquay.proxy.http;

import org.jspecify.annotations.NullMarked;
