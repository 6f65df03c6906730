package com.cipherquay.proxy.http;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/**
 * The body of a request as sent, which knows whether it was read to its end.
 *
 * <p>The first read sends {@code 100 Continue} where the client waits for it.
 */
final class WireBody extends InputStream {

  /** How many bytes of an unread body are swallowed to keep a connection. */
  static final int DRAIN_LIMIT = 1 << 20;

  private static final Duration DRAIN_TIME = Duration.ofSeconds(2);
  private static final long LINGER_LIMIT = 1L << 26;
  private static final Duration LINGER_TIME = Duration.ofSeconds(5);
  private static final Duration POLL = Duration.ofMillis(5);

  private final Content.Source source;
  private final InputStream stream;
  private final boolean expectsContinue;
  private boolean touched;
  private boolean ended;
  private boolean broken;

  private WireBody(Content.Source source, boolean expectsContinue, boolean ended) {
    this.source = source;
    this.stream = Content.Source.asInputStream(source);
    this.expectsContinue = expectsContinue;
    this.ended = ended;
  }

  static WireBody of(Request request) {
    boolean none =
        request.getLength() == 0
            || (request.getLength() < 0
                && !request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING));
    return new WireBody(request, request.getHeaders().contains(HttpHeader.EXPECT), none);
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
    touched = true;
    int count = stream.read(buffer, offset, length);
    ended = count < 0;
    return count;
  }

  @Override
  public int available() throws IOException {
    return stream.available();
  }

  /**
   * Swallows a little of what the route did not read, so that the connection lives on.
   *
   * @return whether the connection can take another request
   */
  boolean drain() {
    return swallow(DRAIN_LIMIT, DRAIN_TIME);
  }

  /**
   * Swallows more of it after an answer that ends the connection. Closing over unread bytes resets
   * the connection, and a client that is still sending never sees the answer.
   */
  void linger() {
    ended = swallow(LINGER_LIMIT, LINGER_TIME);
  }

  /** Waits for no byte longer than the time says: the client may be nobody's friend. */
  private boolean swallow(long limit, Duration time) {
    // A client that still waits for 100 Continue has sent nothing, and must not be told to.
    if (ended || broken || (expectsContinue && !touched)) {
      return ended;
    }
    try {
      stream.skipNBytes(stream.available());
      long deadline = System.nanoTime() + time.toNanos();
      for (long swallowed = 0; swallowed <= limit && System.nanoTime() < deadline; ) {
        Content.Chunk chunk = source.read();
        if (chunk == null) {
          Thread.sleep(POLL.toMillis());
          continue;
        }
        broken = Content.Chunk.isFailure(chunk);
        ended = !broken && chunk.isLast();
        swallowed += chunk.remaining();
        chunk.release();
        if (ended || broken) {
          break;
        }
      }
    } catch (IOException gone) {
      // The client broke its own body off: whatever comes next on this connection is not a request.
      broken = true;
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
    return ended;
  }
}
