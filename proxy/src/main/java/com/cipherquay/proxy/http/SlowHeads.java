package com.cipherquay.proxy.http;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Closes connections on which the head of a request takes too long. A byte now and then satisfies
 * the idle timeout for ever, and the number of connections is limited.
 */
final class SlowHeads extends AbstractLifeCycle implements Runnable {

  private final ServerConnector connector;
  private final Duration limit;
  private volatile Scheduler.Task next = () -> false;

  SlowHeads(ServerConnector connector, Duration limit) {
    this.connector = connector;
    this.limit = limit;
  }

  @Override
  protected void doStart() {
    schedule();
  }

  @Override
  protected void doStop() {
    next.cancel();
  }

  @Override
  public void run() {
    for (EndPoint endPoint : connector.getConnectedEndPoints()) {
      if (isSlow(endPoint.getConnection())) {
        endPoint.close();
      }
    }
    if (isRunning()) {
      schedule();
    }
  }

  private void schedule() {
    next =
        connector
            .getScheduler()
            .schedule(this, Math.max(1, limit.toMillis() / 2), TimeUnit.MILLISECONDS);
  }

  private boolean isSlow(Connection connection) {
    if (connection instanceof SslConnection ssl) {
      return isSlow(ssl.getSslEndPoint().getConnection());
    }
    if (!(connection instanceof HttpConnection http)) {
      return false;
    }
    HttpParser parser = http.getParser();
    long begin = parser.getBeginNanoTime();
    return parser.inHeaderState()
        && !parser.isStart()
        && begin != 0
        && System.nanoTime() - begin > limit.toNanos();
  }
}
