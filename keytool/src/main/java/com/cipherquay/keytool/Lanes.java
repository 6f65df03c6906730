package com.cipherquay.keytool;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does some things at once: most of the time passes with waiting for the store. */
final class Lanes implements AutoCloseable {

  /** How many things are worth to be given at once. */
  static final int BATCH = 64;

  private static final int THREADS = 8;

  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          THREADS,
          task -> {
            Thread thread = new Thread(task, "lane");
            thread.setDaemon(true);
            return thread;
          });

  /** What is done with each. */
  @FunctionalInterface
  interface Work<T, R> {
    R on(T item) throws IOException;
  }

  /**
   * Does all of them, and gives what came of them in their order.
   *
   * @throws IOException of the first that failed; those that had begun are done
   */
  <T, R> List<R> all(List<T> items, Work<T, R> work) throws IOException {
    List<Callable<R>> tasks = new ArrayList<>();
    items.forEach(item -> tasks.add(() -> work.on(item)));
    try {
      List<R> results = new ArrayList<>();
      for (Future<R> done : threads.invokeAll(tasks)) {
        results.add(done.get());
      }
      return results;
    } catch (ExecutionException e) {
      String again = ". What was done is done; start the same again to go on";
      throw e.getCause() instanceof IOException io
          ? new IOException("the store: " + io.getMessage() + again, io)
          : new IOException("failed" + again, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted; start the same again to go on", e);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
