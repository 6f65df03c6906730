package com.cipherquay.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An error in the middle of a transaction: nobody is told that a change was made that was not. */
@Timeout(60)
final class GroupCommitTest {

  private final Path file;

  GroupCommitTest(@TempDir Path directory) {
    this.file = directory.resolve("index.db");
  }

  @Test
  void anErrorAcknowledgesNoneOfItsTransaction() throws Exception {
    List<FutureTask<String>> tasks = new ArrayList<>();
    try (GroupCommit index = open(Duration.ofDays(1))) {
      GroupCommit.Change<String> turn =
          updates -> {
            updates.buckets().create("turn", false, Instant.EPOCH);
            queue(index, tasks);
            return "turn";
          };
      assertThrows(
          TestError.class, () -> index.commit(turn), "whoever has the turn gets the error itself");
      for (FutureTask<String> other : tasks) {
        StoreException e = assertInstanceOf(StoreException.class, failure(other));
        assertEquals(StoreFault.UNAVAILABLE, e.fault());
      }
      assertEquals("four", index.commit(create("four")));
      assertEquals(List.of("four"), names(index), "the next commit takes nothing along");
    }
  }

  @Test
  void aLongTransactionIsNotJoined() throws Exception {
    List<FutureTask<String>> tasks = new ArrayList<>();
    try (GroupCommit index = open(Duration.ZERO)) {
      index.commit(
          updates -> {
            queue(index, tasks);
            return "turn";
          });
      assertEquals("one", tasks.get(0).get());
      assertEquals("two", tasks.get(1).get());
      assertInstanceOf(TestError.class, failure(tasks.get(2)));
      assertEquals(List.of("one", "two"), names(index));
    }
  }

  /** SQLite has then ended the transaction by itself, and the driver does not know. */
  @Test
  void afterAFullDiskItGoesOnAsBefore() throws Exception {
    IndexDatabase database = new IndexDatabase(file, Durability.BUFFERED);
    AtomicInteger opened = new AtomicInteger();
    GroupCommit.Opener opener =
        () ->
            opened.getAndIncrement() == 0 ? cramped(database.openWriter()) : database.openWriter();
    List<String> made = new ArrayList<>();
    try (GroupCommit index = GroupCommit.open(opener, Duration.ZERO)) {
      StoreException full =
          assertThrows(
              StoreException.class,
              () -> {
                for (int i = 0; i < 10_000; i++) {
                  made.add(index.commit(create(String.format("bucket-%05d", i))));
                }
              });
      assertEquals(StoreFault.TOO_LARGE, full.fault());
      assertEquals("z-next", index.commit(create("z-next")));
      assertThrows(StoreException.class, () -> index.commit(refusedAfter("half")));
      made.add("z-next");
      assertEquals(made, names(index), "one transaction is one again");
    }
    assertEquals(3, opened.get());
  }

  private static GroupCommit.Change<String> refusedAfter(String bucket) {
    return updates -> {
      updates.buckets().create(bucket, false, Instant.EPOCH);
      throw new SQLException("the disk fails");
    };
  }

  /** Has hardly any room for more. */
  private static Connection cramped(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA max_page_count = 30");
    }
    return connection;
  }

  private GroupCommit open(Duration share) throws Exception {
    return GroupCommit.open(new IndexDatabase(file, Durability.BUFFERED)::openWriter, share);
  }

  private static List<String> names(GroupCommit index) throws StoreException {
    return index.commit(updates -> updates.queries().buckets()).stream()
        .map(BucketStore.Bucket::name)
        .toList();
  }

  /** Queues three changes in order behind the one that calls this, the last of which fails. */
  private static void queue(GroupCommit index, List<FutureTask<String>> tasks) {
    tasks.add(queued(index, create("one")));
    tasks.add(queued(index, create("two")));
    tasks.add(queued(index, failing("three")));
  }

  private static GroupCommit.Change<String> create(String bucket) {
    return updates -> {
      updates.buckets().create(bucket, false, Instant.EPOCH);
      return bucket;
    };
  }

  private static GroupCommit.Change<String> failing(String bucket) {
    return updates -> {
      updates.buckets().create(bucket, false, Instant.EPOCH);
      throw new TestError();
    };
  }

  /** Commits in another thread, and returns when that waits for its turn. */
  private static FutureTask<String> queued(GroupCommit index, GroupCommit.Change<String> change) {
    FutureTask<String> task = new FutureTask<>(() -> index.commit(change));
    Thread thread = new Thread(task);
    thread.start();
    while (thread.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    return task;
  }

  private static Throwable failure(FutureTask<String> task) {
    Throwable cause = assertThrows(ExecutionException.class, task::get).getCause();
    return cause == null ? new AssertionError("a failure has a cause") : cause;
  }

  private static final class TestError extends Error {
    private static final long serialVersionUID = 1;
  }
}
