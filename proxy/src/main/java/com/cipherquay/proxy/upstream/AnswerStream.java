package com.cipherquay.proxy.upstream;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.apache.hc.core5.http.HttpEntity;

/**
 * The body of an answer from its connection: gives that back at its end, and closes it if it is
 * closed before. Every read has a bounded time. Not thread-safe.
 */
final class AnswerStream extends InputStream {

  private final InputStream in;
  private final Connections.Lease lease;
  private final boolean reusable;
  private final Duration idleTimeout;
  private long rest;
  private boolean ended;

  /**
   * Takes over a connection.
   *
   * @param reusable whether the connection may be used again after it
   */
  AnswerStream(HttpEntity entity, Connections.Lease lease, boolean reusable, Duration idleTimeout)
      throws IOException {
    this.in = entity.getContent();
    // Of one in chunks only its end shows.
    this.rest = entity.getContentLength() < 0 ? Long.MAX_VALUE : entity.getContentLength();
    this.lease = lease;
    this.reusable = reusable;
    this.idleTimeout = idleTimeout;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (ended) {
      return -1;
    }
    lease.connection().allow(idleTimeout);
    int count = in.read(buffer, offset, length);
    lease.connection().allowAll();
    rest -= Math.max(count, 0);
    if (count < 0 || rest == 0) {
      end(reusable);
    }
    return count;
  }

  private void end(boolean giveBack) {
    ended = true;
    lease.end(giveBack);
  }

  @Override
  public void close() {
    if (!ended) {
      end(false);
    }
  }
}
