package com.cipherquay.proxy.s3.xml;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A store's answer to GetObjectLockConfiguration.
 *
 * @param retention the default one, if there is one
 */
public record StoreLocks(Optional<Retention> retention) {

  @JsonCreator
  static StoreLocks of(@JsonProperty("Rule") @Nullable Rule rule) {
    return new StoreLocks(rule == null ? Optional.empty() : rule.retention());
  }

  /** What the document has around it. */
  record Rule(Optional<Retention> retention) {

    @JsonCreator
    static Rule of(@JsonProperty("DefaultRetention") @Nullable Retention retention) {
      return new Rule(Optional.ofNullable(retention));
    }
  }

  /**
   * A default retention.
   *
   * @param mode as it stands in the document
   * @param days 0 if there are none
   * @param years 0 if there are none
   */
  public record Retention(String mode, int days, int years) {

    @JsonCreator
    static Retention of(
        @JsonProperty("Mode") @Nullable String mode,
        @JsonProperty("Days") int days,
        @JsonProperty("Years") int years) {
      return new Retention(mode == null ? "" : mode, days, years);
    }
  }
}
