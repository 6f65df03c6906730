package com.cipherquay.proxy;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A clock that jumps is believed an hour later; one that only runs, always. */
final class SteadyClockTest {

  private static final Duration HOUR = Duration.ofHours(1);

  private final AtomicLong nanos = new AtomicLong(Long.MIN_VALUE / 2);
  private Instant day = Instant.parse("2026-01-02T03:04:05Z");
  private final SteadyClock clock = new SteadyClock(() -> day, nanos::get);

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
    day = day.plus(time);
  }

  private void set(Duration by) {
    day = day.plus(by);
  }

  @Test
  void onlyRunningItIsSteady() {
    for (int i = 0; i < 100; i++) {
      pass(HOUR.multipliedBy(6));
      set(Duration.ofMinutes(i % 2 == 0 ? 9 : -9));
      assertTrue(clock.isSteady());
    }
  }

  @Test
  void setForwardItIsBelievedAnHourLater() {
    set(Duration.ofDays(4000));
    assertFalse(clock.isSteady());
    pass(Duration.ofMinutes(59));
    assertFalse(clock.isSteady());
    pass(Duration.ofMinutes(1));
    assertTrue(clock.isSteady());
    assertTrue(clock.isSteady());
  }

  @Test
  void setRightInTimeItWasNeverBelieved() {
    set(Duration.ofDays(1));
    assertFalse(clock.isSteady());
    pass(Duration.ofMinutes(50));
    set(Duration.ofDays(-1));
    assertTrue(clock.isSteady());
    pass(HOUR);
    set(Duration.ofDays(1));
    assertFalse(clock.isSteady());
  }

  @Test
  void everyJumpIsWaitedFor() {
    for (int i = 0; i < 5; i++) {
      set(HOUR);
      assertFalse(clock.isSteady());
      pass(HOUR);
      set(HOUR);
      assertFalse(clock.isSteady());
      pass(HOUR);
      assertTrue(clock.isSteady());
    }
  }

  @Test
  void setBackAndRightAgainItWaits() {
    set(Duration.ofDays(-1));
    assertTrue(clock.isSteady());
    pass(HOUR);
    set(Duration.ofDays(1));
    assertFalse(clock.isSteady());
    pass(HOUR);
    assertTrue(clock.isSteady());
  }
}
