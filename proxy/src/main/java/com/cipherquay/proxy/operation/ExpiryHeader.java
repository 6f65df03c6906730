package com.cipherquay.proxy.operation;

import com.cipherquay.proxy.s3.S3ErrorCode;
import com.cipherquay.proxy.s3.S3Exception;
import com.cipherquay.vault.ObjectMetadata;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
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
   * @param most how far from now it may be, if that is limited
   * @throws S3Exception {@code InvalidArgument}; {@code AccessDenied} if it is too far
   */
  static String resolve(String value, Instant now, Optional<Duration> most) {
    Instant end = rounded(parse(value.strip(), now));
    if (!end.isAfter(now) || end.isAfter(LATEST)) {
      throw invalid(value);
    }
    if (most.isPresent() && end.isAfter(rounded(now.plus(most.get())))) {
      throw new S3Exception(
          S3ErrorCode.ACCESS_DENIED, "The access grant does not allow an object to last so long");
    }
    return end.toString();
  }

  /** The latest time that a limit allows, as it is kept. */
  static String latest(Duration most, Instant now) {
    return rounded(now.plus(most)).toString();
  }

  private static Instant rounded(Instant end) {
    Instant second = end.truncatedTo(ChronoUnit.SECONDS);
    return second.equals(end) ? end : second.plusSeconds(1);
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
