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

  private static final Pattern RELATIVE = Pattern.compile("\\+([0-9]{1,9})([smhdw])");

  static final GrantTime NONE = new GrantTime(Optional.empty());

  static GrantTime parse(String text, Clock clock) {
    if (text.equals("none")) {
      return NONE;
    }
    Matcher relative = RELATIVE.matcher(text);
    if (relative.matches()) {
      long number = Long.parseLong(relative.group(1));
      Duration later =
          switch (relative.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            case "d" -> Duration.ofDays(number);
            default -> Duration.ofDays(7 * number);
          };
      return new GrantTime(
          Optional.of(clock.instant().plus(later).truncatedTo(ChronoUnit.SECONDS)));
    }
    try {
      Instant instant = OffsetDateTime.parse(text).toInstant();
      return new GrantTime(Optional.of(instant.truncatedTo(ChronoUnit.SECONDS)));
    } catch (DateTimeParseException e) {
      throw new TypeConversionException(
          "expected +2h, +3d, 2030-01-31T12:00:00Z or none, not " + text);
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
