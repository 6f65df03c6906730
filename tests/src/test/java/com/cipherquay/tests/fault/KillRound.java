package com.cipherquay.tests.fault;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/** Writers at work until their proxy is killed. */
final class KillRound {

  private final AtomicBoolean killed;
  private final List<Future<?>> running;

  private KillRound(AtomicBoolean killed, List<Future<?>> running) {
    this.killed = killed;
    this.running = running;
  }

  static KillRound begin(ExecutorService threads, List<Writer> writers, PlainS3 s3) {
    AtomicBoolean killed = new AtomicBoolean();
    List<Future<?>> running =
        writers.stream()
            .<Future<?>>map(writer -> threads.submit(() -> write(writer, s3, killed)))
            .toList();
    return new KillRound(killed, running);
  }

  private static void write(Writer writer, PlainS3 s3, AtomicBoolean killed) {
    try {
      while (true) {
        writer.write(s3);
      }
    } catch (UncheckedIOException e) {
      if (!killed.get()) {
        throw new AssertionError("a connection broke off although the proxy was alive", e);
      }
    }
  }

  /** From now on connections may break. */
  void expectTheEnd() {
    killed.set(true);
  }

  /** Waits until every writer has noticed. */
  void await() throws InterruptedException, ExecutionException {
    for (Future<?> writer : running) {
      var unused = writer.get();
    }
  }
}
