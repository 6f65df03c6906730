package com.cipherquay.store;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** When a lifecycle rule acts on something. */
public sealed interface LifecycleTime {

  /** From when on it acts on what was created at this time. */
  Instant due(Instant created);

  /**
   * Some days after.
   *
   * @param days 0 or more
   */
  record After(int days) implements LifecycleTime {

    public After {
      if (days < 0) {
        throw new IllegalArgumentException("days that are over before they begin: " + days);
      }
    }

    /**
     * The next midnight of UTC when the days are over (AWS, "Understanding S3 Lifecycle actions
     * based on an object's age").
     */
    @Override
    public Instant due(Instant created) {
      Instant over = created.plus(Duration.ofDays(days));
      Instant midnight = over.truncatedTo(ChronoUnit.DAYS);
      return midnight.equals(over) ? over : midnight.plus(Duration.ofDays(1));
    }
  }

  /**
   * On a date and after it, whenever what it acts on was created.
   *
   * @param date a midnight of UTC
   */
  record On(Instant date) implements LifecycleTime {

    @Override
    public Instant due(Instant created) {
      return date;
    }
  }
}
