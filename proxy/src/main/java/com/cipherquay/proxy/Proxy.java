package com.cipherquay.proxy;

import com.cipherquay.proxy.admin.Health;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running proxy: what has to be closed, in the reverse of the order in which it was opened. */
final class Proxy implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Proxy.class);

  private final Health health;
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  Proxy(Health health) {
    this.health = health;
  }

  /** Takes over something to close. */
  <T extends AutoCloseable> T owns(T resource) {
    open.push(resource);
    return resource;
  }

  /**
   * Says that requests are accepted, where scripts and people look for it, and returns the exit
   * status when everything is closed, after SIGTERM or SIGINT.
   *
   * <p>Java itself would end with 143 after SIGTERM, which supervisors take for a failure; the hook
   * therefore ends the process itself, as its very last act.
   *
   * @param notice for people
   */
  int serveUntilStopped(URI endpoint, String notice) {
    // Before the line `ready`, upon which a script may stop the process at once.
    Runtime.getRuntime().addShutdownHook(new Thread(this::shutDown, "shutdown"));
    health.ready();
    System.err.print(notice);
    System.err.flush();
    System.out.println("ready " + endpoint);
    System.out.flush();
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return 0;
  }

  private void shutDown() {
    close();
    Runtime.getRuntime().halt(0);
  }

  /** Refuses new requests, lets running ones end for a while, and closes everything. */
  @Override
  public void close() {
    health.draining();
    while (!open.isEmpty()) {
      AutoCloseable resource = open.pop();
      try {
        resource.close();
      } catch (Exception e) { // AutoCloseable declares it; the others must be closed all the same
        LOG.warn("{} does not close cleanly", resource.getClass().getSimpleName(), e);
      }
    }
    closed.countDown();
  }
}
