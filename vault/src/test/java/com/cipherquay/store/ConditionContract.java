package com.cipherquay.store;

import static com.cipherquay.store.StoreUnderTest.assertFault;
import static com.cipherquay.store.StoreUnderTest.body;
import static com.cipherquay.store.StoreUnderTest.bytes;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Conditional and concurrent writes. */
public interface ConditionContract extends StoreUnderTest {

  @Test
  default void ifAbsentWritesOnlyOnce() throws Exception {
    WriteCondition absent = new WriteCondition.IfAbsent();
    if (gaps().contains(StoreGap.IF_ABSENT)) {
      assertFault(StoreFault.UNSUPPORTED, () -> write("once", bytes(1), absent));
      assertAbsent("once");
      return;
    }
    for (int size : new int[] {10, 200_000}) {
      String name = "once/" + size;
      String etag = write(name, bytes(size), absent);
      assertFault(StoreFault.PRECONDITION_FAILED, () -> write(name, bytes(size + 1), absent));
      assertEquals(etag, head(name).etag());
      assertArrayEquals(bytes(size), read(name));
      store().delete(new StoredName(name));
      assertNotEquals(etag, write(name, bytes(size + 2), absent));
    }
  }

  @Test
  default void ifMatchWritesOnlyOverThatObject() throws Exception {
    String old = write("match", bytes(10));
    if (gaps().contains(StoreGap.IF_MATCH)) {
      WriteCondition match = new WriteCondition.IfMatch(old);
      assertFault(StoreFault.UNSUPPORTED, () -> write("match", bytes(11), match));
      assertEquals(old, head("match").etag());
      return;
    }
    for (int size : new int[] {11, 200_000, 12}) {
      String before = head("match").etag();
      String after = write("match", bytes(size), new WriteCondition.IfMatch(before));
      WriteCondition stale = new WriteCondition.IfMatch(before);
      assertFault(StoreFault.PRECONDITION_FAILED, () -> write("match", bytes(13), stale));
      assertEquals(after, head("match").etag());
      assertArrayEquals(bytes(size), read("match"));
    }
    WriteCondition any = new WriteCondition.IfMatch(old);
    assertFault(StoreFault.PRECONDITION_FAILED, () -> write("nothing", bytes(14), any));
    assertAbsent("nothing");
  }

  @Test
  default void onlyTheObjectThatIsMeantIsDeleted() throws Exception {
    for (int size : new int[] {10, 200_000}) {
      WriteCondition old = new WriteCondition.IfMatch(write("doomed", bytes(size)));
      WriteCondition now = new WriteCondition.IfMatch(write("doomed", bytes(size + 1)));
      StoredName name = new StoredName("doomed");
      assertFault(StoreFault.PRECONDITION_FAILED, () -> store().deleteIf(name, old));
      assertArrayEquals(bytes(size + 1), read("doomed"));
      store().deleteIf(name, now);
      assertAbsent("doomed");
      assertFault(StoreFault.PRECONDITION_FAILED, () -> store().deleteIf(name, now));
      WriteCondition any = new WriteCondition.IfPresent();
      assertFault(StoreFault.PRECONDITION_FAILED, () -> store().deleteIf(name, any));
      write("doomed", bytes(size));
      store().deleteIf(name, any);
      assertAbsent("doomed");
    }
  }

  @Test
  default void ofRacingWritersExactlyOneWins() throws Exception {
    if (!gaps().contains(StoreGap.IF_ABSENT)) {
      for (int size : new int[] {20, 150_000}) {
        race("raced/" + size, size, new WriteCondition.IfAbsent());
      }
    }
    if (!gaps().contains(StoreGap.IF_MATCH)) {
      for (int size : new int[] {20, 150_000}) {
        String etag = write("matched/" + size, bytes(7));
        race("matched/" + size, size, new WriteCondition.IfMatch(etag));
      }
    }
  }

  private void race(String name, int size, WriteCondition condition) throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    List<Callable<Optional<String>>> writers = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      byte[] body = bytes(size + i);
      writers.add(
          () -> {
            start.await();
            try {
              return Optional.of(write(name, body, condition));
            } catch (StoreException e) {
              assertTrue(losing().contains(e.fault()), e.toString());
              return Optional.empty();
            }
          });
    }
    List<Optional<String>> results = runAll(writers, start);
    List<String> winners = results.stream().flatMap(Optional::stream).toList();
    if (!gaps().contains(StoreGap.RACING_CONDITIONS)) {
      assertEquals(1, winners.size());
    }
    String winner = head(name).etag();
    assertTrue(winners.contains(winner), winners + " and " + winner);
    assertArrayEquals(bytes(size + results.indexOf(Optional.of(winner))), read(name));
  }

  @Test
  default void concurrentWritersLeaveOneOfTheValues() throws Exception {
    StoredName name = new StoredName("contended");
    writeMarked(name, 0);
    CountDownLatch start = new CountDownLatch(1);
    List<Callable<Integer>> tasks = new ArrayList<>();
    for (int writer = 1; writer <= 6; writer++) {
      int mark = writer;
      tasks.add(
          () -> {
            start.await();
            for (int i = 0; i < 8; i++) {
              writeMarked(name, mark);
            }
            return mark;
          });
      tasks.add(
          () -> {
            start.await();
            for (int i = 0; i < 8 && !gaps().contains(StoreGap.TORN_READS); i++) {
              assertOneValue(name);
            }
            return 0;
          });
    }
    runAll(tasks, start);
    assertOneValue(name);
  }

  private void writeMarked(StoredName name, int mark) throws Exception {
    byte[] body = bytes(mark % 2 == 0 ? 100 + mark : 100_000 + mark);
    StoredMetadata metadata = StoredMetadata.of(new byte[] {(byte) mark});
    store().write(name, body(body), metadata, WriteCondition.NONE);
  }

  private void assertOneValue(StoredName name) throws Exception {
    try (StoredObject object = store().read(name, new ByteRange.Whole(), Optional.empty())) {
      int mark = object.head().metadata().bytes()[0];
      byte[] expected = bytes(mark % 2 == 0 ? 100 + mark : 100_000 + mark);
      assertEquals(expected.length, object.head().size());
      assertArrayEquals(expected, object.body().readAllBytes());
    }
  }

  /** S3 answers a loser either way, whether it came during or after the winner's write. */
  private Set<StoreFault> losing() {
    return gaps().contains(StoreGap.RACE_LOST_IS_UNAVAILABLE)
        ? Set.of(StoreFault.PRECONDITION_FAILED, StoreFault.CONFLICT, StoreFault.UNAVAILABLE)
        : Set.of(StoreFault.PRECONDITION_FAILED, StoreFault.CONFLICT);
  }

  private static <T> List<T> runAll(List<Callable<T>> tasks, CountDownLatch start)
      throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
    try {
      List<Future<T>> futures = tasks.stream().map(threads::submit).toList();
      start.countDown();
      List<T> results = new ArrayList<>();
      for (Future<T> future : futures) {
        results.add(future.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }
}
