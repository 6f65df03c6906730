package com.cipherquay.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** While clients write and delete, what is there all the time is listed exactly once. */
final class ConcurrentListingTest {

  private static final int ROUNDS = 25;

  private static String name(int i) {
    return "d" + i % 3 + "/" + (i % 2 == 0 ? "" : "sub/") + "%04d".formatted(i);
  }

  @ParameterizedTest
  @CsvSource({
    "STORED, 7, 1000, 8388608",
    "SORTED, 7, 1000, 8388608",
    "SORTED, 7, 5, 8388608",
    "SORTED, 50, 20, 8388608",
    "SORTED, 50, 20, 1000",
  })
  void whatStaysIsListedOnce(ListOrder order, int page, int storePage, long heap) throws Exception {
    List<String> stable = IntStream.range(0, 300).mapToObj(i -> name(i * 4)).toList();
    ListedBucket bucket = ListedBucket.of(stable, order, storePage, ListedBucket.remembering(heap));
    AtomicBoolean stop = new AtomicBoolean();
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Future<?> mine = threads.submit(() -> churn(bucket, stop, true));
      Future<?> others = threads.submit(() -> churn(bucket, stop, false));
      for (int round = 0; round < ROUNDS; round++) {
        List<String> seen = seen(bucket.pages("", "", page, round % 2 == 0));
        List<String> found = seen.stream().filter(stable::contains).toList();
        assertEquals(new TreeSet<>(stable), new TreeSet<>(found), "round " + round);
        assertEquals(stable.size(), found.size(), "round " + round);
        if (order == ListOrder.SORTED) {
          assertEquals(found.stream().sorted().toList(), found, "round " + round);
        }
      }
      stop.set(true);
      mine.get();
      others.get();
    } finally {
      stop.set(true);
      threads.shutdown();
    }
  }

  private static List<String> seen(List<ListPage> pages) {
    List<String> seen = new ArrayList<>();
    pages.forEach(page -> page.objects().forEach(object -> seen.add(object.key().value())));
    assertTrue(seen.size() >= 300);
    return seen;
  }

  private static void churn(ListedBucket bucket, AtomicBoolean stop, boolean own) {
    Random random = new Random(own ? 1 : 2);
    while (!stop.get()) {
      String key = name(random.nextInt(300) * 4 + 1 + random.nextInt(3));
      try {
        if (own) {
          bucket.own(key);
          bucket.ownDelete(key);
        } else {
          bucket.write(key);
          bucket.delete(key);
        }
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
  }
}
