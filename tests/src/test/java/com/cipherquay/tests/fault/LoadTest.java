package com.cipherquay.tests.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.tests.ProxyProcess;
import com.cipherquay.tests.RawS3;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * Hundreds of clients at once, with the product's own limits and 256 MiB of heap: small requests,
 * large streams, and slow lines that keep a thread for half a minute each. Of those there are fewer
 * than {@code limits.threads}: who is one too many waits until another ends.
 */
@Tag("load")
final class LoadTest {

  private static final String BUCKET = "load";
  private static final int LARGE = 4 << 20;
  private static final int SLOW_UPLOAD = 256 << 10;

  /** A heap of 256 MiB, and as much for code, stacks and what is mapped, in MiB. */
  private static final int MOST_RESIDENT = 512;

  private static final long STACK = 256 << 10;

  /** A small request that waited for one slow transfer would take half a minute. */
  private static final long MOST_P99_MILLIS = 5_000;

  private final LoadRunner runner = new LoadRunner();
  private final Latencies small = new Latencies();
  private final Latencies large = new Latencies();
  private final Latencies slow = new Latencies();
  private final List<Thread> threads = new ArrayList<>();
  private final List<SmallWork> smallWorks = new ArrayList<>();
  private @TempDir Path folder = Path.of("");

  @Test
  void someClientsForSeconds(TestReporter reporter) throws Exception {
    load(64, Duration.ofSeconds(15), 100, reporter);
  }

  @Test
  void manyClientsForMinutes(TestReporter reporter) throws Exception {
    load(512, Duration.ofMinutes(Runs.minutes()), 500, reporter);
  }

  private void load(int clients, Duration length, int slowPause, TestReporter reporter)
      throws Exception {
    ProxyProcess.Setup setup = ProxyProcess.Setup.local(folder.resolve("data"));
    try (ProxyProcess proxy = ProxyProcess.start(setup)) {
      PlainS3 s3 = new PlainS3(proxy.endpoint(), BUCKET);
      s3.createBucket();
      s3.put("slow", new Content(7, LARGE));
      begin(proxy, clients, slowPause);
      Usage usage = new Usage(new ProcessGauge(proxy.pid()));
      long end = System.nanoTime() + length.toNanos();
      while (System.nanoTime() < end && runner.failures().isEmpty()) {
        usage.sample();
        Thread.sleep(1000);
      }
      assertTrue(runner.failures().isEmpty(), () -> runner.failures().toString());
      stop(proxy, reporter);
      reporter.publishEntry("process", usage.toString());
      usage.requireResidentBelow(MOST_RESIDENT);
      if (length.compareTo(Duration.ofMinutes(1)) > 0) {
        usage.requireFlat();
      }
      assertTrue(small.millis(0.99) < MOST_P99_MILLIS, small::toString);
    }
    lookAgain(setup);
  }

  /** What is under way ends well, what comes later is refused. */
  private void stop(ProxyProcess proxy, TestReporter reporter) throws InterruptedException {
    runner.expectTheEnd();
    int status = proxy.stop();
    for (Thread thread : threads) {
      thread.join();
    }
    reporter.publishEntry("small", small.toString());
    reporter.publishEntry("large", large.toString());
    reporter.publishEntry("slow", slow.toString());
    reporter.publishEntry("stop", "status " + status + ", " + runner.ending());
    assertTrue(runner.failures().isEmpty(), () -> runner.failures().toString());
    assertEquals(0, status);
  }

  /** Of sixteen clients four are slow and one is large. */
  private void begin(ProxyProcess proxy, int clients, int slowPause) {
    byte[] body = new Content(7, LARGE).bytes();
    byte[] upload = new Content(8, SLOW_UPLOAD).bytes();
    for (int i = 0; i < clients; i++) {
      switch (i % 16) {
        case 0, 1 -> {
          String path = RawS3.path(BUCKET, "slow" + i);
          start(new SlowWork(proxy.endpoint(), path, true, upload, slowPause), true, slow);
        }
        case 2, 3 -> {
          String path = RawS3.path(BUCKET, "slow");
          start(new SlowWork(proxy.endpoint(), path, false, body, slowPause), true, slow);
        }
        case 4 -> start(new LargeWork(proxy.endpoint(), BUCKET, i, body), false, large);
        default -> {
          SmallWork work = new SmallWork(proxy.endpoint(), BUCKET, i);
          smallWorks.add(work);
          start(work, false, small);
        }
      }
    }
  }

  private void start(LoadWork work, boolean mayBeCutOff, Latencies latencies) {
    Thread thread =
        new Thread(null, () -> runner.run(work, mayBeCutOff, latencies), "client", STACK);
    threads.add(thread);
    thread.start();
  }

  /** What was acknowledged is there, also of what was drained. */
  private void lookAgain(ProxyProcess.Setup setup) {
    try (ProxyProcess proxy = ProxyProcess.start(setup)) {
      PlainS3 s3 = new PlainS3(proxy.endpoint(), BUCKET);
      smallWorks.forEach(work -> work.settle(s3));
    }
  }
}
