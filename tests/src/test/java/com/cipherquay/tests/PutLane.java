package com.cipherquay.tests;

import java.io.IOException;
import java.time.Instant;

/**
 * One kept-alive connection that sends small PUTs, head and body in TCP segments of their own. A
 * request that is not answered within 30 s fails. Not thread-safe.
 */
final class PutLane implements AutoCloseable {

  /**
   * A signature is good for minutes; making the day's key anew for each request is not the test.
   */
  private static final int REQUESTS_PER_SIGNER = 1000;

  private final Endpoint endpoint;
  private final RawConnection connection;
  private Sigv4 signer;
  private int sent;

  PutLane(Endpoint endpoint) throws IOException {
    this.endpoint = endpoint;
    this.connection = RawConnection.open(endpoint.uri());
    this.signer = new Sigv4(endpoint, Instant.now());
  }

  /**
   * Puts one object.
   *
   * @param pauseNanos how long to wait between head and body
   */
  void put(String path, byte[] body, long pauseNanos) throws IOException {
    if (++sent % REQUESTS_PER_SIGNER == 0) {
      signer = new Sigv4(endpoint, Instant.now());
    }
    RawRequest request =
        RawRequest.of("PUT", path).with("content-length", Integer.toString(body.length));
    connection.send(signer.head(request, Sigv4.UNSIGNED).bytes());
    long until = System.nanoTime() + pauseNanos;
    while (System.nanoTime() < until) {
      Thread.onSpinWait();
    }
    connection.send(body);
    RawResponse answer = connection.receive(false);
    if (answer.status() != 200 || answer.closes()) {
      throw new IOException("PUT " + path + ": " + answer.outcome());
    }
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }
}
