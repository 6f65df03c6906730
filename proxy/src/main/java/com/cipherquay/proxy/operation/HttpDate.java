package com.cipherquay.proxy.operation;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Dates in HTTP headers (RFC 9110 section 5.6.7): one form written, three forms read. */
final class HttpDate {

  private static final DateTimeFormatter IMF_FIXDATE = pattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'");
  // Java's own formatter writes the first days of a month with one digit.
  private static final List<DateTimeFormatter> READ =
      List.of(
          pattern("EEE, d MMM yyyy HH:mm:ss 'GMT'"),
          rfc850(),
          pattern("EEE MMM ppd HH:mm:ss yyyy"));

  private HttpDate() {}

  private static DateTimeFormatter pattern(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.US).withZone(ZoneOffset.UTC);
  }

  /** Two digits of a year mean 1980 to 2079: what is older than that is older than every S3. */
  private static DateTimeFormatter rfc850() {
    return new DateTimeFormatterBuilder()
        .appendPattern("EEEE, dd-MMM-")
        .appendValueReduced(ChronoField.YEAR, 2, 2, 1980)
        .appendPattern(" HH:mm:ss 'GMT'")
        .toFormatter(Locale.US);
  }

  static String format(Instant time) {
    return IMF_FIXDATE.format(time);
  }

  /** The time; empty if it is none, in which case HTTP wants the header ignored. */
  static Optional<Instant> parse(String value) {
    return READ.stream().flatMap(form -> parse(value.strip(), form).stream()).findFirst();
  }

  private static Optional<Instant> parse(String value, DateTimeFormatter form) {
    try {
      return Optional.of(LocalDateTime.parse(value, form).toInstant(ZoneOffset.UTC));
    } catch (DateTimeParseException otherForm) {
      return Optional.empty();
    }
  }
}
