package com.cipherquay.tests.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.tests.S3ProxyServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every request to the store is broken once in every way, by two proxies over one store at once:
 * every client is answered in time, what was acknowledged is there, and nothing is there twice.
 */
@Tag("campaign")
final class FaultyUpstreamTest {

  private static final long SEED = Runs.seed();

  private @TempDir Path folder = Path.of("");

  /** Silence for two of the acts only, because it takes a timeout each time; to each his share. */
  @Test
  void whateverBreaksNothingIsLostOrDoubled(TestReporter reporter) throws Exception {
    breakEverything(EnumSet.of(Act.PUT, Act.READ), true, reporter);
  }

  @Test
  void everythingByBothWithSilence(TestReporter reporter) throws Exception {
    breakEverything(EnumSet.allOf(Act.class), false, reporter);
  }

  private void breakEverything(Set<Act> silent, boolean shared, TestReporter reporter)
      throws Exception {
    try (S3ProxyServer server = S3ProxyServer.start()) {
      warm(new PlainS3(server.endpoint(), FaultLane.BUCKET));
      try (FaultLane first = lane(server, "first")) {
        new SharedVault(List.of(folder.resolve("first"), folder.resolve("second"))).share();
        try (FaultLane second = lane(server, "second")) {
          run(List.of(first, second), silent, shared);
          reporter.publishEntry(
              "faults", first.faults() + " and " + second.faults() + " requests broken");
          for (FaultLane lane : List.of(first, second)) {
            assertTrue(lane.faults() > 50, "too few to prove anything");
            assertEquals(200, lane.proxy().admin("/health/ready").statusCode());
          }
        }
      }
    }
  }

  private FaultLane lane(S3ProxyServer server, String name) throws IOException {
    return FaultLane.start(server.endpoint(), folder.resolve(name), name);
  }

  /** A server that has just started is slower than the timeouts of this test allow. */
  private static void warm(PlainS3 store) {
    store.createBucket();
    for (int i = 0; i < 20; i++) {
      store.put("warm", new Content(i, 200_000));
      assertEquals(200_000, store.read("warm").length);
    }
    store.delete("warm");
  }

  private static void run(List<FaultLane> lanes, Set<Act> silent, boolean shared) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(lanes.size());
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < lanes.size(); i++) {
        int number = i;
        running.add(threads.submit(() -> run(lanes, number, silent, shared)));
      }
      for (Future<?> one : running) {
        var unused = one.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** Silence is always divided among the lanes. */
  private static void run(List<FaultLane> lanes, int number, Set<Act> silent, boolean shared) {
    int share = 0;
    for (Breakage one : breakages()) {
      boolean mine = share++ % lanes.size() == number;
      if (one.fault().isSilent() ? mine && silent.contains(one.act()) : mine || !shared) {
        lanes.get(number).breakEach(one.act(), one.fault());
      }
    }
  }

  private record Breakage(Act act, Fault fault) {}

  /** All of them, in an order that is the same for every lane of this run. */
  private static List<Breakage> breakages() {
    List<Breakage> all = new ArrayList<>();
    for (Act act : Act.values()) {
      for (Fault fault : Fault.values()) {
        all.add(new Breakage(act, fault));
      }
    }
    Collections.shuffle(all, new Random(SEED));
    return all;
  }
}
