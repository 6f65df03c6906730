package com.cipherquay.store;

import static com.cipherquay.store.StoreUnderTest.body;
import static com.cipherquay.store.StoreUnderTest.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Listings of the local store: the same as the memory store's, and no slower deep inside. */
final class LocalStoreListingTest {

  private static final int OBJECTS = 100_000;

  private final Path directory;

  LocalStoreListingTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void randomListingsAreThoseOfTheMemoryStore() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    MemoryStore memory = MemoryStore.create();
    try (LocalStore store = LocalStore.open(directory, Durability.BUFFERED)) {
      store.create("bucket");
      ObjectStore local = store.open("bucket");
      for (int i = 0; i < 300; i++) {
        StoredName name = new StoredName("x" + randomText(random, 8));
        for (ObjectStore either : List.of(local, memory)) {
          either.write(name, body(bytes(i)), StoredMetadata.NONE, WriteCondition.NONE);
        }
      }
      for (int i = 0; i < 2000; i++) {
        StoredPageRequest request =
            new StoredPageRequest(
                randomText(random, 3).replaceFirst("^.", "x"),
                random.nextBoolean(),
                randomText(random, 5).replaceFirst("^.", "x"),
                1 + random.nextInt(random.nextBoolean() ? 5 : 400));
        assertEquals(
            outline(memory.list(request)),
            outline(local.list(request)),
            () -> request + " with seed " + seed);
      }
    }
  }

  private static String randomText(Random random, int maxLength) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(maxLength + 1);
    for (int i = 0; i < length; i++) {
      text.append("/ab~!-0".charAt(random.nextInt(7)));
    }
    return text.toString();
  }

  /** A page without what differs from store to store. */
  private static String outline(StoredPage page) {
    List<String> sized = page.entries().stream().map(e -> e.name() + ":" + e.size()).toList();
    return sized + " " + page.commonPrefixes() + " " + page.truncated();
  }

  @Test
  void aTildeInANameDoesNotStopAWalkOfPrefixes() throws Exception {
    try (LocalStore store = LocalStore.open(directory, Durability.BUFFERED)) {
      store.create("bucket");
      ObjectStore objects = store.open("bucket");
      for (String name : List.of("x/~1", "x/~2", "x/~~/3", "y")) {
        objects.write(
            new StoredName(name), body(bytes(1)), StoredMetadata.NONE, WriteCondition.NONE);
      }
      StoredPage first = objects.list(new StoredPageRequest("", true, "", 1));
      assertEquals(List.of("x/"), first.commonPrefixes());
      StoredPage second = objects.list(new StoredPageRequest("", true, first.last(), 1));
      assertEquals("[y:1] [] false", outline(second));
    }
  }

  @Test
  void depthDoesNotSlowAListing() throws Exception {
    try (LocalStore store = LocalStore.open(directory, Durability.BUFFERED)) {
      store.create("bucket");
      ObjectStore objects = store.open("bucket");
      fill(objects);
      List<Long> pages = pageTimes(objects);
      for (int i = 0; i < 2; i++) {
        List<Long> again = pageTimes(objects);
        // The least of three: what disturbs a page from outside only makes it slower.
        pages.replaceAll(time -> Math.min(time, again.remove(0)));
      }
      long first = pages.subList(0, 20).stream().mapToLong(Long::longValue).sum();
      long last = pages.subList(80, 100).stream().mapToLong(Long::longValue).sum();
      assertTrue(last < 4 * first, last + " ns at the end, " + first + " ns at the start");

      long all = pages.stream().mapToLong(Long::longValue).sum();
      long rolledUp = Long.MAX_VALUE;
      for (int i = 0; i < 3; i++) {
        long start = System.nanoTime();
        StoredPage page = objects.list(new StoredPageRequest("", true, "", 1000));
        rolledUp = Math.min(rolledUp, System.nanoTime() - start);
        assertEquals(100, page.commonPrefixes().size());
      }
      assertTrue(rolledUp < all / 4, rolledUp + " ns rolled up, " + all + " ns one by one");
    }
  }

  private static void fill(ObjectStore objects) throws Exception {
    int writers = 16;
    ExecutorService threads = Executors.newFixedThreadPool(writers);
    try {
      List<Future<Boolean>> done = new ArrayList<>();
      for (int writer = 0; writer < writers; writer++) {
        int from = writer;
        Callable<Boolean> task =
            () -> {
              for (int i = from; i < OBJECTS; i += writers) {
                writeNumbered(objects, i);
              }
              return true;
            };
        done.add(threads.submit(task));
      }
      for (Future<Boolean> each : done) {
        each.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static void writeNumbered(ObjectStore objects, int i) throws IOException {
    StoredName name = new StoredName("directory-" + i % 100 + "/object-" + i);
    objects.write(name, body(new byte[10]), StoredMetadata.NONE, WriteCondition.NONE);
  }

  /** Lists all in pages of 1000. */
  private static List<Long> pageTimes(ObjectStore objects) throws IOException {
    List<Long> times = new ArrayList<>();
    int count = 0;
    StoredPage page = new StoredPage(List.of(), List.of(), true);
    while (page.truncated()) {
      long start = System.nanoTime();
      page = objects.list(new StoredPageRequest("", false, page.last(), 1000));
      times.add(System.nanoTime() - start);
      count += page.entries().size();
    }
    assertEquals(OBJECTS, count);
    assertEquals(100, times.size());
    return times;
  }
}
