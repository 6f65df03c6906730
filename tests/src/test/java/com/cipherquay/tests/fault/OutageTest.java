package com.cipherquay.tests.fault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.tests.S3ProxyServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** The store is gone for a while: everybody is told so at once, and goes on when it is back. */
final class OutageTest {

  private static final int CLIENTS = 8;

  /** A connection that is refused is tried twice more, after at most 150 ms together. */
  private static final Duration DEADLINE = Duration.ofSeconds(5);

  private @TempDir Path folder = Path.of("");

  @Test
  void someSeconds(TestReporter reporter) throws Exception {
    outage(Duration.ofSeconds(3), reporter);
  }

  @Test
  @Tag("campaign")
  void aMinute(TestReporter reporter) throws Exception {
    outage(Duration.ofMinutes(1), reporter);
  }

  private void outage(Duration length, TestReporter reporter) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    try (S3ProxyServer server = S3ProxyServer.start()) {
      new PlainS3(server.endpoint(), FaultLane.BUCKET).createBucket();
      try (FaultLane lane = FaultLane.start(server.endpoint(), folder.resolve("data"), "outage")) {
        ProcessGauge gauge = new ProcessGauge(lane.proxy().pid());
        AtomicBoolean over = new AtomicBoolean();
        List<Client> clients = new ArrayList<>();
        List<Future<Boolean>> running = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
          Client client = new Client(lane.s3(), i, over);
          clients.add(client);
          running.add(threads.submit(client));
        }
        awaitWrites(clients, running);
        long handles = gauge.handles();
        long count = gauge.threads();
        lane.relay().vanish();
        // The length of the outage is what this test is about.
        Thread.sleep(length.toMillis());
        lane.relay().comeBack();
        awaitWrites(clients, running);
        over.set(true);
        for (Future<Boolean> client : running) {
          assertTrue(client.get());
        }
        clients.forEach(Client::look);
        Awaitility.await()
            .atMost(Duration.ofSeconds(30))
            .until(() -> gauge.handles() <= handles + 2 && gauge.threads() <= count + 10);
        assertEquals(200, lane.proxy().admin("/health/ready").statusCode());
        long refused = clients.stream().mapToLong(it -> it.refused.get()).sum();
        assertTrue(refused >= CLIENTS, "nobody noticed");
        reporter.publishEntry("refused", refused + " times in " + length);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static void awaitWrites(List<Client> clients, List<Future<Boolean>> running) {
    List<Long> before = clients.stream().map(it -> it.written.get()).toList();
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              boolean all = true;
              for (Future<Boolean> client : running) {
                assertTrue(!client.isDone() || client.get(), "one has given up");
              }
              for (int i = 0; i < clients.size(); i++) {
                all &= clients.get(i).written.get() > before.get(i) + 1;
              }
              return all;
            });
  }

  /** Writes one object again and again, and looks whether it is what was acknowledged. */
  private static final class Client implements Callable<Boolean> {

    private final PlainS3 s3;
    private final KeyHistory key;
    private final AtomicBoolean over;
    private long number;
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();

    Client(PlainS3 s3, int index, AtomicBoolean over) {
      this.s3 = s3;
      this.key = new KeyHistory("outage/k" + index);
      this.over = over;
      this.number = (long) index << 32;
    }

    @Override
    public Boolean call() {
      while (!over.get()) {
        long start = System.nanoTime();
        writeAndLook();
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        assertTrue(took.compareTo(DEADLINE) < 0, () -> "a client waited for " + took);
      }
      return true;
    }

    void look() {
      boolean unused = key.settle(s3.get(key.key()).map(PlainS3.Found::content), "");
    }

    private void writeAndLook() {
      Content content = new Content(number++, 50_000);
      key.begin(Optional.of(content));
      try {
        s3.put(key.key(), content);
        key.acknowledge();
        assertArrayEquals(content.bytes(), s3.read(key.key()));
        written.incrementAndGet();
      } catch (RefusedException e) {
        assertEquals("503 ServiceUnavailable", e.answer().outcome());
        refused.incrementAndGet();
      }
    }
  }
}
