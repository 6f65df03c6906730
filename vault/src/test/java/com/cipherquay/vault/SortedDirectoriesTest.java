package com.cipherquay.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.store.StoredPage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** For how long, and for whom, a directory is remembered. */
@Timeout(60)
final class SortedDirectoriesTest {

  private static final ListPosition BEGINNING = ListPosition.BEGINNING;

  private final AtomicLong now = new AtomicLong(1_767_323_045_000L);

  private SortedDirectories directories(long heapMaximum) {
    Clock clock =
        new Clock() {
          @Override
          public ZoneId getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(ZoneId zone) {
            return this;
          }

          @Override
          public Instant instant() {
            return Instant.ofEpochMilli(now.get());
          }
        };
    Path folder = ListingSettings.DEFAULT.folder();
    return SortedDirectories.of(
        clock, new ListingSettings(folder, Duration.ofSeconds(5)), heapMaximum);
  }

  private ListedBucket bucket(List<String> keys) {
    return ListedBucket.of(keys, ListOrder.SORTED, 1000, directories(8 << 20));
  }

  private static int count(ListPage page) {
    return page.objects().size();
  }

  @Test
  void servesOtherListingsForFiveSeconds() throws IOException {
    ListedBucket bucket = bucket(List.of("a", "b"));
    assertEquals(2, count(bucket.page("", "", BEGINNING, 10)));
    bucket.write("c");
    now.addAndGet(5000);
    assertEquals(2, count(bucket.page("", "", BEGINNING, 10)));
    assertEquals(1, bucket.listCalls());
    now.addAndGet(1);
    assertEquals(3, count(bucket.page("", "", BEGINNING, 10)));
    assertEquals(2, bucket.listCalls());
  }

  /** The pages of a listing come from what was read for it, however slow the client is. */
  @Test
  void servesItsOwnListingForLonger() throws IOException {
    ListedBucket bucket = bucket(List.of("a", "b", "c"));
    ListPage first = bucket.page("", "", BEGINNING, 1);
    now.addAndGet(600_000);
    ListPosition next = new ListPosition.Continuation(first.continuation().orElseThrow());
    assertEquals(2, count(bucket.page("", "", next, 10)));
    assertEquals(1, bucket.listCalls());
  }

  /** A listing that began long after the directory was read must not miss what came between. */
  @Test
  void servesNoOtherListingForLonger() throws IOException {
    ListedBucket bucket = bucket(List.of("a/1", "b/1"));
    assertEquals(1, count(bucket.page("b/", "", BEGINNING, 1)));
    now.addAndGet(6000);
    bucket.write("b/0");
    ListPage first = bucket.page("a/", "", BEGINNING, 1);
    assertEquals(1, count(first));
    assertEquals(2, count(bucket.page("b/", "", BEGINNING, 10)));
  }

  @Test
  void aClockThatIsSetBackMakesNothingLastLonger() throws IOException {
    ListedBucket bucket = bucket(List.of("a", "b"));
    assertEquals(2, count(bucket.page("", "", BEGINNING, 10)));
    bucket.write("c");
    now.addAndGet(-3_600_000);
    assertEquals(3, count(bucket.page("", "", BEGINNING, 10)));
    bucket.write("d");
    now.addAndGet(7_200_000);
    assertEquals(4, count(bucket.page("", "", BEGINNING, 10)));
  }

  @Test
  void aTokenFromAClockThatIsAheadDoesNoHarm() throws IOException {
    ListedBucket bucket = bucket(List.of("a", "b", "c"));
    ListPage first = bucket.page("", "", BEGINNING, 1);
    now.addAndGet(-600_000);
    ListPosition next = new ListPosition.Continuation(first.continuation().orElseThrow());
    assertEquals(2, count(bucket.page("", "", next, 10)));
    assertEquals(2, count(bucket.page("", "", next, 10)));
  }

  /** Seven directories fit: in turn, each of eight has gone when it is wanted again. */
  @Test
  void forgetsTheOldestWhenMemoryIsShort() throws IOException {
    List<String> keys =
        IntStream.range(0, 8000).mapToObj(i -> "d" + i % 8 + "/" + i + "x".repeat(200)).toList();
    ListedBucket bucket = ListedBucket.of(keys, ListOrder.SORTED, 1000, directories(2 << 20));
    for (int i = 0; i < 16; i++) {
      assertEquals(1000, count(bucket.page("d" + i % 8 + "/", "", BEGINNING, 1000)));
    }
    assertEquals(16, bucket.listCalls());
    assertEquals(1000, count(bucket.page("d7/", "", BEGINNING, 1000)));
    assertEquals(16, bucket.listCalls());
  }

  /** Eight listings at once, of which the store sees one; and if that fails, so do all. */
  @Test
  void isReadOnceForAllWhoWantItAtATime() throws Exception {
    ListedBucket bucket = bucket(List.of("a", "b"));
    for (boolean fails : new boolean[] {false, true}) {
      CountDownLatch answer = new CountDownLatch(1);
      AtomicInteger calls = new AtomicInteger();
      AlteredListing slow =
          new AlteredListing(
              bucket.store(),
              (request, honest) -> {
                calls.incrementAndGet();
                await(answer);
                return fails ? new StoredPage(List.of(), List.of(), true) : honest;
              });
      SortedDirectories directories = directories(8 << 20);
      Shared shared = Shared.of(Clock.systemUTC(), KeyExports.NONE, directories);
      Listing listing = new Listing(slow, bucket.keys(), shared);
      ExecutorService threads = Executors.newFixedThreadPool(8);
      try {
        List<Future<ListPage>> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
          all.add(threads.submit(() -> listing.page(request())));
        }
        awaitHits(directories, 7);
        answer.countDown();
        for (Future<ListPage> page : all) {
          if (fails) {
            ExecutionException e = assertThrows(ExecutionException.class, page::get);
            assertInstanceOf(VaultException.class, e.getCause());
          } else {
            assertEquals(2, count(page.get()));
          }
        }
        assertEquals(1, calls.get());
        assertEquals(new CacheLookups(7, 1), directories.lookups());
      } finally {
        threads.shutdown();
      }
    }
  }

  private static ListRequest request() {
    return new ListRequest("", "", BEGINNING, 10, ListOrder.SORTED);
  }

  /** The second listing was asked for after the write, and must not get what was read before. */
  @Test
  void whatIsWrittenDuringTheReadingShowsToWhoeverComesLater() throws Exception {
    for (int storePage : new int[] {1, 1000}) {
      SortedDirectories directories = directories(8 << 20);
      ListedBucket bucket =
          ListedBucket.of(List.of("b", "c"), ListOrder.SORTED, storePage, directories);
      CountDownLatch reading = new CountDownLatch(1);
      CountDownLatch answer = new CountDownLatch(1);
      AlteredListing slow =
          new AlteredListing(
              AlteredListing.inPagesOf(bucket.store(), storePage),
              (request, honest) -> {
                reading.countDown();
                await(answer);
                return honest;
              });
      Shared shared = Shared.of(Clock.systemUTC(), KeyExports.NONE, directories);
      Listing listing = new Listing(slow, bucket.keys(), shared);
      ExecutorService threads = Executors.newFixedThreadPool(2);
      try {
        Future<ListPage> before = threads.submit(() -> listing.page(request()));
        reading.await();
        bucket.own("a");
        Future<ListPage> after = threads.submit(() -> listing.page(request()));
        awaitHits(directories, 1);
        answer.countDown();
        assertTrue(count(before.get()) >= 2);
        assertEquals(3, count(after.get()));
      } finally {
        threads.shutdown();
      }
    }
  }

  private static void awaitHits(SortedDirectories directories, long hits)
      throws InterruptedException {
    while (directories.lookups().hits() < hits) {
      Thread.sleep(2);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
