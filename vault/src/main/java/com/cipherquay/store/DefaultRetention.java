package com.cipherquay.store;

import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;

/**
 * How the versions of a bucket are retained for which nothing else is said.
 *
 * @param mode how firmly
 * @param period from the write on: days alone or years alone, at least one and at most {@value
 *     #MOST_DAYS} or {@value #MOST_YEARS}
 */
public record DefaultRetention(RetentionMode mode, Period period) {

  /** AWS, "Object Lock considerations": the longest default is 100 years. */
  public static final int MOST_DAYS = 36_500;

  public static final int MOST_YEARS = 100;

  public DefaultRetention {
    if (!isValid(period)) {
      throw new IllegalArgumentException("a retention of some days or some years, not " + period);
    }
  }

  /** Whether a default may last so long. */
  public static boolean isValid(Period period) {
    boolean days = period.getYears() == 0 && period.getDays() >= 1 && period.getDays() <= MOST_DAYS;
    boolean years =
        period.getDays() == 0 && period.getYears() >= 1 && period.getYears() <= MOST_YEARS;
    return period.getMonths() == 0 && (days || years);
  }

  /** How many days, if it is that. */
  public int days() {
    return period.getYears() > 0 ? 0 : period.getDays();
  }

  /** How many years, if it is that. */
  public int years() {
    return period.getYears();
  }

  /** The retention of a version that is written now. */
  public Retention from(Instant now) {
    return new Retention(mode, now.atZone(ZoneOffset.UTC).plus(period).toInstant());
  }
}
