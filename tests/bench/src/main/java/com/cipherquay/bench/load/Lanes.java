package com.cipherquay.bench.load;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Lets all clients of a workload take turns for a while. */
public final class Lanes {

  private Lanes() {}

  /**
   * Every client takes at least one turn, and begins none after the time is up.
   *
   * @throws IOException of the first client that failed
   */
  public static Done run(Workload workload, Duration time) throws IOException {
    ExecutorService threads = Executors.newFixedThreadPool(workload.clients());
    try {
      long end = System.nanoTime() + time.toNanos();
      List<Future<Done>> lanes = new ArrayList<>();
      for (int i = 0; i < workload.clients(); i++) {
        int client = i;
        lanes.add(threads.submit(() -> lane(workload, client, end)));
      }
      Done done = Done.NOTHING;
      for (Future<Done> lane : lanes) {
        done = done.plus(result(lane));
      }
      return done;
    } finally {
      threads.shutdownNow();
    }
  }

  private static Done lane(Workload workload, int client, long end) throws IOException {
    Done done = Done.NOTHING;
    do {
      done = done.plus(workload.turn(client));
    } while (System.nanoTime() - end < 0);
    return done;
  }

  static <T> T result(Future<T> future) throws IOException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failed) {
        throw failed;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
