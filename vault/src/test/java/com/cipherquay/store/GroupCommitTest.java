package com.cipherquay.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
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
    try (Index index = Index.open(file, Durability.BUFFERED)) {
      // While this change has the turn, three more queue up in order, to share one transaction.
      index.commit(
          updates -> {
            tasks.add(queued(index, create("one")));
            tasks.add(queued(index, create("two")));
            tasks.add(queued(index, failing("three")));
            return "turn";
          });
      Class<?> first = failure(tasks.get(0)).getClass();
      assertEquals(TestError.class, first, "whoever has the turn gets the error itself");
      for (FutureTask<String> other : tasks.subList(1, 3)) {
        StoreException e = assertInstanceOf(StoreException.class, failure(other));
        assertEquals(StoreFault.UNAVAILABLE, e.fault());
      }
      assertEquals("four", index.commit(create("four")));
      List<String> names =
          index.query(IndexQueries::buckets).stream().map(BucketStore.Bucket::name).toList();
      assertEquals(List.of("four"), names, "the next commit takes nothing along");
    }
  }

  private static GroupCommit.Change<String> create(String bucket) {
    return updates -> {
      updates.createBucket(bucket, Instant.EPOCH);
      return bucket;
    };
  }

  private static GroupCommit.Change<String> failing(String bucket) {
    return updates -> {
      updates.createBucket(bucket, Instant.EPOCH);
      throw new TestError();
    };
  }

  /** Commits in another thread, and returns when that waits for its turn. */
  private static FutureTask<String> queued(Index index, GroupCommit.Change<String> change) {
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
