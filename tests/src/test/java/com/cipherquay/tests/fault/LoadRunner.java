package com.cipherquay.tests.fault;

import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** One client after the other's example: works until it is told that the proxy ends. */
final class LoadRunner {

  /** What was begun so shortly before the end may come after it. */
  private static final long MARGIN = TimeUnit.SECONDS.toNanos(2);

  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final AtomicInteger drained = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private volatile long end = Long.MAX_VALUE;

  /** Runs a client until the proxy does not answer any more, or the client fails. */
  void run(LoadWork work, boolean mayBeCutOff, Latencies latencies) {
    try {
      boolean goesOn = true;
      while (goesOn) {
        // The pause of a client between two requests.
        Thread.sleep(ThreadLocalRandom.current().nextInt(work.pause()));
        goesOn = once(work, mayBeCutOff, latencies);
      }
      work.disconnect();
    } catch (InterruptedException | IOException | RuntimeException | AssertionError e) {
      failures.add(e.toString());
    }
  }

  private boolean once(LoadWork work, boolean mayBeCutOff, Latencies latencies) {
    long start = System.nanoTime();
    try {
      work.once();
      if (end == Long.MAX_VALUE) {
        latencies.record(System.nanoTime() - start);
      } else {
        drained.incrementAndGet();
      }
      return true;
    } catch (IOException | RefusedException e) {
      boolean ending = end != Long.MAX_VALUE && (mayBeCutOff || start > end - MARGIN);
      if (!ending) {
        failures.add(work.getClass().getSimpleName() + ": " + e);
      }
      refused.incrementAndGet();
      return false;
    }
  }

  /** From now on what begins may be refused. */
  void expectTheEnd() {
    end = System.nanoTime();
  }

  /** What no client may see. */
  Queue<String> failures() {
    return failures;
  }

  String ending() {
    return drained + " requests answered after SIGTERM, " + refused + " clients refused";
  }
}
