package com.cipherquay.keytool;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A time on the command line: {@code +2h} or {@code +3d} from now, an RFC 3339 time, or {@code
 * none}.
 *
 * @param instant in whole seconds; empty for none
 */
record GrantTime(Optional<Instant> instant) {

  private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})([smhdw])");

  static final GrantTime NONE = new GrantTime(Optional.empty());

  static GrantTime parse(String text, Clock clock) {
    if (text.equals("none")) {
      return NONE;
    }
    if (text.startsWith("+")) {
      Instant later = clock.instant().plus(duration(text.substring(1)));
      return new GrantTime(Optional.of(later.truncatedTo(ChronoUnit.SECONDS)));
    }
    try {
      Instant instant = OffsetDateTime.parse(text).toInstant();
      return new GrantTime(Optional.of(instant.truncatedTo(ChronoUnit.SECONDS)));
    } catch (DateTimeParseException e) {
      throw new TypeConversionException(
          "expected +2h, +3d, 2030-01-31T12:00:00Z or none, not " + text);
    }
  }

  private static Duration duration(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      throw new TypeConversionException("expected 30s, 20m, 2h, 3d or 4w, not " + text);
    }
    long number = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      case "d" -> Duration.ofDays(number);
      default -> Duration.ofDays(7 * number);
    };
  }

  /** Reads an argument that is a duration. */
  static final class DurationConverter implements ITypeConverter<Duration> {

    @Override
    public Duration convert(String text) {
      return duration(text);
    }
  }

  /** Reads an argument. */
  static final class Converter implements ITypeConverter<GrantTime> {

    @Override
    public GrantTime convert(String text) {
      return parse(text, Clock.systemUTC());
    }
  }
}
