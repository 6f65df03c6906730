package com.cipherquay.proxy.operation;

import com.cipherquay.vault.ObjectMetadata;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The header {@code x-amz-meta-object-expires}: until when an object is there. A time of RFC 3339,
 * or a duration from now like {@code +2h} or {@code +1d12h}.
 */
final class ExpiryHeader {

  static final String NAME = ObjectHeaders.USER_METADATA + ObjectMetadata.EXPIRES;

  private static final Pattern DURATION = Pattern.compile("\\+(?:\\d{1,9}[smhdw])+");
  private static final Pattern STEP = Pattern.compile("(\\d{1,9})([smhdw])");
  private static final Map<String, Duration> UNITS =
      Map.of(
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1),
          "w", Duration.ofDays(7));
  // What has no four-digit year has no form in which it could be kept.
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  private ExpiryHeader() {}

  /**
   * The time that a value means, as it is kept: in UTC, to the second that is not yet over then.
   *
   * @throws com.cipherquay.proxy.s3.S3Exception {@code InvalidArgument}
   */
  static String resolve(String value, Instant now) {
    Instant end = parse(value.strip(), now);
    Instant second = end.truncatedTo(ChronoUnit.SECONDS);
    Instant rounded = second.equals(end) ? end : second.plusSeconds(1);
    if (!rounded.isAfter(now) || rounded.isAfter(LATEST)) {
      throw invalid(value);
    }
    return rounded.toString();
  }

  private static Instant parse(String value, Instant now) {
    try {
      return DURATION.matcher(value).matches()
          ? now.plus(duration(value))
          : OffsetDateTime.parse(value).toInstant();
    } catch (DateTimeException | ArithmeticException e) {
      throw invalid(value);
    }
  }

  private static Duration duration(String value) {
    Duration sum = Duration.ZERO;
    Matcher step = STEP.matcher(value);
    while (step.find()) {
      Duration unit = UNITS.getOrDefault(step.group(2), Duration.ZERO);
      sum = sum.plus(unit.multipliedBy(Long.parseLong(step.group(1))));
    }
    return sum;
  }

  private static RuntimeException invalid(String value) {
    return Call.invalid(
        NAME,
        value,
        "The time at which an object ends lies in the future and is one of RFC 3339, or a duration"
            + " like +2h or +3d");
  }
}
