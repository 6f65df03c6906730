package com.cipherquay.proxy;

import com.cipherquay.store.BucketStore;
import com.cipherquay.vault.Vaults;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes in the background what interrupted multipart uploads left in the buckets, and the objects
 * that have ended by themselves, and follows lifecycle rules; by a clock that has just jumped it
 * deletes nothing. Any number of proxies over one store may do so at once. A store that fails is
 * asked again the next time.
 */
final class LeftoverSweep implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LeftoverSweep.class);

  /** Who starts a proxy waits for its first answer, not for this; and some start one often. */
  private static final Duration FIRST = Duration.ofMinutes(5);

  private static final Duration EVERY = Duration.ofHours(6);

  /** Objects that have ended are noted by the hour. */
  private static final Duration ENDED_EVERY = Duration.ofHours(1);

  /** What is younger may belong to an upload in progress, by the clock of another machine. */
  private static final Duration AGE = Duration.ofDays(1);

  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final Vaults vaults;
  private final Duration age;
  private final SteadyClock clock;
  private final ScheduledExecutorService thread;

  LeftoverSweep(Vaults vaults, Duration age, SteadyClock clock) {
    this.vaults = vaults;
    this.age = age;
    this.clock = clock;
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread daemon = new Thread(task, "sweep");
              daemon.setDaemon(true);
              return daemon;
            });
  }

  static LeftoverSweep start(Vaults vaults) {
    LeftoverSweep sweep = start(vaults, AGE, FIRST, EVERY);
    sweep.schedule(sweep::ended, FIRST, ENDED_EVERY);
    sweep.schedule(sweep::rules, FIRST, EVERY);
    return sweep;
  }

  static LeftoverSweep start(Vaults vaults, Duration age, Duration first, Duration every) {
    LeftoverSweep sweep =
        new LeftoverSweep(vaults, age, new SteadyClock(Clock.systemUTC(), System::nanoTime));
    sweep.schedule(sweep::everything, first, every);
    return sweep;
  }

  private void schedule(Runnable task, Duration first, Duration every) {
    // Ends with the thread, and fails never.
    var unused =
        thread.scheduleWithFixedDelay(
            task, first.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Deletes what has ended. */
  void ended() {
    byDate(
        vaults::sweepEnded,
        "deleted {} objects of the bucket {} that have ended",
        "what has ended in the bucket {} is not deleted");
  }

  /** Does what lifecycle rules ask for, where the store leaves that to us. */
  void rules() {
    byDate(
        vaults::followRules,
        "lifecycle rules have changed {} items of the bucket {}",
        "the lifecycle rules of the bucket {} are not followed");
  }

  private void everything() {
    inEveryBucket(
        bucket -> vaults.sweep(bucket, age),
        "removed what {} uploads left in the bucket {}",
        "what uploads left in the bucket {} is not removed");
  }

  /** In every bucket, unless the date may be wrong. */
  private void byDate(Work work, String done, String failed) {
    if (clock.isSteady()) {
      inEveryBucket(work, done, failed);
    } else {
      LOG.warn(
          "the clock was set forward: until it has been steady for an hour nothing is deleted by it");
    }
  }

  /** What is done in a bucket; returns how much. */
  @FunctionalInterface
  private interface Work {
    long in(String bucket) throws IOException;
  }

  private void inEveryBucket(Work work, String done, String failed) {
    for (BucketStore.Bucket bucket : buckets()) {
      if (thread.isShutdown()) {
        return;
      }
      try {
        long count = work.in(bucket.name());
        if (count > 0) {
          LOG.info(done, count, bucket.name());
        }
      } catch (IOException | RuntimeException e) { // whatever it is, requests go on
        LOG.warn(failed, bucket.name(), e);
      }
    }
  }

  private List<BucketStore.Bucket> buckets() {
    try {
      return vaults.list();
    } catch (IOException | RuntimeException e) { // whatever it is, requests go on
      LOG.warn("what uploads left in the buckets is not removed", e);
      return List.of();
    }
  }

  /** Lets a bucket in work be finished: an interrupt would close files of the store. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.info("removing what uploads left is broken off");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
