package com.cipherquay.tests.hostile;

import java.time.Duration;

/**
 * Connections whose end the store is about to send. A request that is under way on such a one
 * fails, and one that may not be sent twice is then refused with 503, as it should be. Who wants to
 * foretell an answer therefore waits. Thread-safe.
 */
final class Departures {

  private int pending;

  /** Before the last bytes of a connection. */
  synchronized void begin() {
    pending++;
  }

  /** It is on its way, or the other side has closed the connection. */
  synchronized void end() {
    pending--;
    notifyAll();
  }

  /** Waits until none is left; false if that is not so in time. */
  synchronized boolean await(Duration most) {
    long end = System.nanoTime() + most.toNanos();
    try {
      while (pending > 0) {
        long left = (end - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          return false;
        }
        wait(left);
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
