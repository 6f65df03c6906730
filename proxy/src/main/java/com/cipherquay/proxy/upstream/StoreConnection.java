package com.cipherquay.proxy.upstream;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import javax.net.ssl.SSLSocket;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParser;
import org.apache.hc.core5.http.io.SessionInputBuffer;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;

/**
 * A connection to the store. Reading and writing block without a limit of their own: whoever keeps
 * the connections closes it when it has outlasted what was allowed to it, and that ends both. For
 * one thread at a time, but for {@link #expire}.
 */
final class StoreConnection extends DefaultBHttpClientConnection {

  // An object of a few kilobytes with its header fields is one read, and one write.
  private static final int BUFFER = 32 * 1024;
  private static final int LARGE_WRITE = 16 * 1024;

  private static final Http1Config LIMITS =
      Http1Config.custom()
          .setBufferSize(BUFFER)
          .setChunkSizeHint(LARGE_WRITE)
          .setMaxLineLength(16 * 1024)
          .setMaxHeaderCount(128)
          .build();

  private static final long NO_DEADLINE = Long.MAX_VALUE;

  /** A store that reads takes a piece of a body in less on all but the slowest of networks. */
  private static final long STALLED = Duration.ofSeconds(2).toNanos();

  /** The answers of one connection. */
  private static final class Answers extends DefaultHttpResponseParser {

    private Optional<SessionInputBuffer> received = Optional.empty();

    Answers() {
      super(LIMITS);
    }

    @Override
    public ClassicHttpResponse parse(SessionInputBuffer buffer, InputStream in)
        throws IOException, HttpException {
      received = Optional.of(buffer);
      return super.parse(buffer, in);
    }

    /** Whether something was received that nobody has read. */
    boolean isAhead() {
      return received.isPresent() && received.get().length() > 0;
    }
  }

  private final SocketChannel channel;
  private final Answers answers;
  private final AtomicLong deadline = new AtomicLong(NO_DEADLINE);
  private final Consumer<StoreConnection> whenClosed;
  private volatile boolean expired;
  private volatile boolean resting;
  private volatile boolean cut;
  private volatile long sendingSince;
  private boolean encrypted;

  private StoreConnection(
      SocketChannel channel, Answers answers, Consumer<StoreConnection> whenClosed) {
    super(LIMITS, null, null, null, null, null, limits -> answers);
    this.channel = channel;
    this.answers = answers;
    this.whenClosed = whenClosed;
  }

  /**
   * Takes over a socket that may still be connected.
   *
   * @param whenClosed told when it is closed, once or several times
   */
  static StoreConnection over(SocketChannel channel, Consumer<StoreConnection> whenClosed)
      throws IOException {
    StoreConnection connection = new StoreConnection(channel, new Answers(), whenClosed);
    connection.bind(channel.socket());
    return connection;
  }

  /** The socket below. */
  Socket socket() {
    return channel.socket();
  }

  /** From now on through TLS. */
  void encrypt(SSLSocket tls) throws IOException {
    bind(tls, channel.socket());
    encrypted = true;
  }

  /** From now on it has so long; what is done with it then fails. */
  void allow(Duration time) {
    deadline.set(System.nanoTime() + time.toNanos());
  }

  /** From now on it has all the time. */
  void allowAll() {
    deadline.set(NO_DEADLINE);
  }

  /** Nobody uses it, for so long at most. */
  void rest(Duration most) {
    resting = true;
    allow(most);
  }

  /** Whether a piece of a body is being written from now on. */
  void sending(boolean now) {
    sendingSince = now ? System.nanoTime() : 0;
  }

  /**
   * Closes it if its time is over, and ends a body that the store has answered and reads no more.
   */
  void expire(long now) throws IOException {
    long since = sendingSince;
    // What comes through TLS may be for TLS alone.
    if (since != 0 && now - since > STALLED && !encrypted && hasReceived()) {
      cut = true;
      channel.shutdownOutput();
    }
    long end = deadline.get();
    if (end != NO_DEADLINE && now - end > 0 && deadline.compareAndSet(end, NO_DEADLINE)) {
      expired = true;
      try {
        if (resting) {
          // In order, and without a word of TLS, for which the store may have no room.
          channel.close();
        }
      } finally {
        close(CloseMode.IMMEDIATE);
      }
    }
  }

  /** Whether it was closed because its time was over. */
  boolean isExpired() {
    return expired;
  }

  /** Whether an answer has begun to come; does not wait for one, but needs a deadline for TLS. */
  boolean hasAnswer() throws IOException {
    if (answers.isAhead()) {
      return true;
    }
    // Of what comes through TLS some is for TLS alone, which only reading tells.
    return channel.isOpen()
        && (decrypted() > 0
            || (hasReceived() && (!encrypted || isDataAvailable(Timeout.ONE_MILLISECOND))));
  }

  /**
   * Whether another request may go over it after it has rested: its time is not over, the store has
   * not closed it, and has said nothing that nobody asked for. Waits for nothing.
   */
  boolean isUsable() throws IOException {
    boolean inTime = deadline.getAndSet(NO_DEADLINE) != NO_DEADLINE && !expired && !cut;
    resting = false;
    if (!inTime || !isOpen() || answers.isAhead() || decrypted() > 0) {
      return false;
    }
    // Below TLS too, which reads no further than it needs to: what comes now is its close, or
    // something that nobody asked for.
    channel.configureBlocking(false);
    try {
      return channel.read(ByteBuffer.allocate(1)) == 0;
    } finally {
      channel.configureBlocking(true);
    }
  }

  private boolean hasReceived() throws IOException {
    return channel.socket().getInputStream().available() > 0;
  }

  private int decrypted() throws IOException {
    return encrypted ? getSocketHolder().getInputStream().available() : 0;
  }

  @Override
  public void close(CloseMode mode) {
    super.close(mode);
    whenClosed.accept(this);
  }

  @Override
  public void close() throws IOException {
    close(CloseMode.IMMEDIATE);
  }
}
