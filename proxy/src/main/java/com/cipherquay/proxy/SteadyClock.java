package com.cipherquay.proxy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * Whether the time of day can be relied on to delete something. One that was set forward, against a
 * clock that only counts, is believed when it has stayed so for an hour: who set it wrong has that
 * long to notice. A machine that slept looks the same. Thread-safe.
 */
final class SteadyClock {

  /** Time servers and leap seconds do less. */
  private static final Duration TOLERANCE = Duration.ofMinutes(10);

  private static final Duration UNTIL_BELIEVED = Duration.ofHours(1);

  private final InstantSource day;
  private final LongSupplier nanos;

  // Of each time of day: when, by it, the other clock was at zero.
  private Instant believed;
  private Instant seen;
  private long seenSince;

  /**
   * A clock that is believed now.
   *
   * @param nanos as {@link System#nanoTime}
   */
  SteadyClock(InstantSource day, LongSupplier nanos) {
    this.day = day;
    this.nanos = nanos;
    this.seenSince = nanos.getAsLong();
    this.believed = day.instant().minusNanos(seenSince);
    this.seen = believed;
  }

  /** Whether the time of day is believed; to be asked at least every few hours. */
  synchronized boolean isSteady() {
    long now = nanos.getAsLong();
    Instant zero = day.instant().minusNanos(now);
    boolean waited = now - seenSince >= UNTIL_BELIEVED.toNanos();
    // Set back is no matter: nothing is deleted too soon by it.
    if (isForward(zero, believed) && !(waited && !isForward(zero, seen))) {
      if (isForward(zero, seen)) {
        seen = zero;
        seenSince = now;
      }
      return false;
    }
    believed = zero;
    seen = zero;
    seenSince = now;
    return true;
  }

  private static boolean isForward(Instant zero, Instant from) {
    return zero.isAfter(from.plus(TOLERANCE));
  }
}
