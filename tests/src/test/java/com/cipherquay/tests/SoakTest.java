package com.cipherquay.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * PUTs whose head and body arrive in separate TCP segments: HTTP servers have lost one in ten
 * thousand of these, waiting for ever for a body that is there.
 */
final class SoakTest {

  private static final int LANES = 8;
  private static final int OBJECTS_PER_LANE = 500;

  private @TempDir Path folder = Path.of("");

  @Test
  @Tag("soak")
  void none_of_200_000_split_puts_hangs() throws Exception {
    soak(200_000);
  }

  @Test
  void none_of_2_000_split_puts_hangs() throws Exception {
    soak(2_000);
  }

  private void soak(int requests) throws Exception {
    ProxyProcess.Setup setup =
        ProxyProcess.Setup.local(folder.resolve("data")).with("CIPHERQUAY_LOCAL_FSYNC", "false");
    try (ProxyProcess proxy = ProxyProcess.start(setup)) {
      Subject subject = Subject.of("soak", proxy.endpoint());
      String bucket = subject.freshBucket();
      int done = 0;
      for (Future<Integer> lane : run(proxy.endpoint(), bucket, requests / LANES)) {
        done += lane.get();
      }
      assertEquals(requests, done);
      assertEquals(
          Math.min(requests, LANES * OBJECTS_PER_LANE),
          subject.s3().listObjectsV2Paginator(r -> r.bucket(bucket)).contents().stream().count());
    }
  }

  private static List<Future<Integer>> run(Endpoint endpoint, String bucket, int requests)
      throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(LANES);
    try {
      List<Callable<Integer>> lanes = new ArrayList<>();
      for (int lane = 0; lane < LANES; lane++) {
        String prefix = "/" + bucket + "/lane" + lane + "/k";
        lanes.add(() -> lane(endpoint, prefix, requests));
      }
      return threads.invokeAll(lanes);
    } finally {
      threads.shutdown();
    }
  }

  private static int lane(Endpoint endpoint, String prefix, int requests) throws Exception {
    byte[] body = Bodies.of(200);
    try (PutLane lane = new PutLane(endpoint)) {
      for (int i = 0; i < requests; i++) {
        // Pauses of 0 to 90 microseconds, around the time in which a server comes to read the body.
        lane.put(prefix + i % OBJECTS_PER_LANE, body, i % 10 * 10_000L);
      }
    }
    return requests;
  }
}
