package com.cipherquay.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Until when a version of an object can not be deleted.
 *
 * @param mode how firmly
 * @param until the first instant at which it can be; kept to the millisecond
 */
public record Retention(RetentionMode mode, Instant until) {

  public Retention {
    until = until.truncatedTo(ChronoUnit.MILLIS);
  }

  /** Whether it still keeps a version. */
  public boolean holds(Instant now) {
    return until.isAfter(now);
  }

  /**
   * Whether another one, or none, may take its place: one that keeps the version as firmly and as
   * long at any time; otherwise it must be over, or be bypassed.
   */
  boolean yieldsTo(Optional<Retention> next, Instant now, boolean bypassGovernance) {
    boolean extended =
        next.filter(it -> it.mode() == mode && !it.until().isBefore(until)).isPresent();
    return extended || !holds(now) || (bypassGovernance && mode == RetentionMode.GOVERNANCE);
  }
}
