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
  private long end = Long.MAX_VALUE;

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

  /** All of what is still to come has so long. */
  void within(Duration time) {
    end = System.nanoTime() + time.toNanos();
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
    lease.connection().allow(patience());
    int count = in.read(buffer, offset, length);
    lease.connection().allowAll();
    rest -= Math.max(count, 0);
    if (count < 0 || rest == 0) {
      end(reusable);
    }
    return count;
  }

  private Duration patience() throws IOException {
    if (end == Long.MAX_VALUE) {
      return idleTimeout;
    }
    Duration left = Duration.ofNanos(end - System.nanoTime());
    if (left.isNegative()) {
      throw new IOException("it comes too slowly");
    }
    return left.compareTo(idleTimeout) < 0 ? left : idleTimeout;
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
