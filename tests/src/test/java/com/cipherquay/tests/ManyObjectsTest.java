package com.cipherquay.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;

/** A listing of 100,000 objects is complete and does not slow down with depth. */
@Tag("slow")
final class ManyObjectsTest {

  private static final int OBJECTS = 100_000;
  private static final int LANES = 8;
  private static final int PAGES = OBJECTS / 1000;

  private @TempDir Path folder = Path.of("");

  @Test
  void the_last_page_is_as_quick_as_the_first() throws Exception {
    ProxyProcess.Setup setup =
        ProxyProcess.Setup.local(folder.resolve("data")).with("CIPHERQUAY_LOCAL_FSYNC", "false");
    try (ProxyProcess proxy = ProxyProcess.start(setup)) {
      Subject subject = Subject.of("many", proxy.endpoint());
      String bucket = subject.freshBucket();
      fill(proxy.endpoint(), bucket);
      walk(subject, bucket);
      List<Long> nanos = walk(subject, bucket);

      long first = median(nanos.subList(0, 10));
      long last = median(nanos.subList(PAGES - 10, PAGES));
      assertTrue(last < 3 * first, () -> "first pages " + first + " ns, last " + last + " ns");
    }
  }

  private static void fill(Endpoint endpoint, String bucket) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(LANES);
    try {
      List<Callable<Void>> lanes = new ArrayList<>();
      for (int lane = 0; lane < LANES; lane++) {
        int start = lane;
        lanes.add(
            () -> {
              try (PutLane puts = new PutLane(endpoint)) {
                for (int i = start; i < OBJECTS; i += LANES) {
                  puts.put("/" + bucket + "/" + key(i), new byte[] {1}, 0);
                }
              }
              return null;
            });
      }
      for (Future<Void> done : threads.invokeAll(lanes)) {
        done.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static String key(int i) {
    return "d" + i % 10 + "/e" + i % 70 + "/k" + i;
  }

  /** Lists everything, checks it, and returns how long each page took. */
  private static List<Long> walk(Subject subject, String bucket) {
    List<Long> nanos = new ArrayList<>();
    Set<String> keys = new HashSet<>();
    String token = "";
    do {
      String here = token;
      long start = System.nanoTime();
      ListObjectsV2Response page =
          subject
              .s3()
              .listObjectsV2(r -> r.bucket(bucket).continuationToken(here.isEmpty() ? null : here));
      nanos.add(System.nanoTime() - start);
      page.contents().forEach(object -> keys.add(object.key()));
      token = page.isTruncated() ? page.nextContinuationToken() : "";
    } while (!token.isEmpty());
    assertEquals(OBJECTS, keys.size());
    assertEquals(PAGES, nanos.size());
    return nanos;
  }

  private static long median(List<Long> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }
}
