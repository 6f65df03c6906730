package com.cipherquay.proxy.upstream;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.AsyncRequestContent;
import org.eclipse.jetty.util.FutureCallback;

/** The content of a streamed request: written by the caller's thread, of a length known before. */
final class SizedContent extends AsyncRequestContent {

  private final long length;
  private volatile boolean answered;
  private volatile FutureCallback pending = FutureCallback.SUCCEEDED;

  SizedContent(long length) {
    super("application/octet-stream");
    this.length = length;
  }

  @Override
  public long getLength() {
    return length;
  }

  /** The store has answered before it had everything: a write that waits for it now returns. */
  void answered() {
    answered = true;
    pending.failed(new IOException("the store answered early"));
  }

  /**
   * Hands bytes to the connection and returns when they are written, so that the buffer may be used
   * again.
   *
   * @throws IOException if the exchange has failed or ended, or does not take them in time
   */
  void write(boolean last, ByteBuffer bytes, long timeoutMillis) throws IOException {
    FutureCallback written = new FutureCallback();
    pending = written;
    if (answered) {
      throw new IOException("the store has answered");
    }
    write(last, bytes, written);
    try {
      written.get(timeoutMillis, TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IOException("the store stopped reading", e.getCause());
    } catch (TimeoutException e) {
      throw new IOException("the store did not read for " + timeoutMillis + " ms", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while writing to the store");
    }
  }
}
