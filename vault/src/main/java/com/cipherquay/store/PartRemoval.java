package com.cipherquay.store;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes parts that are of no use any more, a few at a time. An upload may have 10,000 of them,
 * and to delete a file may take milliseconds: so only the first ones are removed at once, and the
 * rest by a thread of its own, or after the next start. Thread-safe; the creator closes it.
 */
final class PartRemoval implements AutoCloseable {

  private record Work(long upload, boolean whole, Runnable done) {}

  private static final Logger LOG = LoggerFactory.getLogger(PartRemoval.class);

  /** Bounds a transaction to some milliseconds. */
  private static final int AT_ONCE = 256;

  private final Index index;
  private final PendingFiles pending;
  private final ThreadPoolExecutor thread;
  private volatile boolean closed;

  PartRemoval(Index index, PendingFiles pending) {
    this.index = index;
    this.pending = pending;
    thread =
        new ThreadPoolExecutor(
            1,
            1,
            1,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            PartRemoval::newThread,
            // After the end the next start goes on.
            new ThreadPoolExecutor.DiscardPolicy());
    thread.allowCoreThreadTimeOut(true);
  }

  private static Thread newThread(Runnable work) {
    Thread thread = new Thread(work, "store-removal");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Removes the parts of a dropped upload.
   *
   * @param done run when none is left, perhaps by another thread, and never if that fails
   */
  void remove(long upload, Runnable done) {
    begin(new Work(upload, true, done));
  }

  /** Removes those parts of an upload that its object has not; readers do not mind. */
  void cut(long upload) {
    begin(new Work(upload, false, () -> {}));
  }

  private void begin(Work work) {
    try {
      if (removeSome(work)) {
        thread.execute(() -> goOn(work));
      }
    } catch (StoreException e) {
      warn(e);
    }
  }

  private void goOn(Work work) {
    try {
      boolean more = true;
      while (more && !closed) {
        more = removeSome(work);
      }
    } catch (StoreException e) {
      warn(e);
    }
  }

  private static void warn(StoreException e) {
    LOG.warn("can not remove the parts of an upload, will try again at the next start", e);
  }

  /** Returns whether there are more. */
  private boolean removeSome(Work work) throws StoreException {
    Leftovers removed =
        index.commit(
            updates -> updates.uploads().removeParts(work.upload(), work.whole(), AT_ONCE));
    pending.retire(removed.files());
    boolean more = !removed.uploads().isEmpty();
    if (!more) {
      work.done().run();
    }
    return more;
  }

  /** Waits for what is being removed just now. */
  @Override
  public void close() {
    closed = true;
    thread.shutdown();
    try {
      boolean unused = thread.awaitTermination(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
