package com.cipherquay.proxy.sigv4;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * The form {@code yyyyMMdd'T'HHmmss'Z'} of x-amz-date. By hand, as it is needed for every request
 * and a formatter costs as much as an HMAC.
 */
final class SigningTime {

  private static final int LENGTH = 16;

  private SigningTime() {}

  static String format(Instant instant) {
    LocalDateTime time = LocalDateTime.ofEpochSecond(instant.getEpochSecond(), 0, ZoneOffset.UTC);
    StringBuilder out = new StringBuilder(LENGTH);
    digits(out, time.getYear() / 100);
    digits(out, time.getYear() % 100);
    digits(out, time.getMonthValue());
    digits(out, time.getDayOfMonth());
    out.append('T');
    digits(out, time.getHour());
    digits(out, time.getMinute());
    digits(out, time.getSecond());
    return out.append('Z').toString();
  }

  static Optional<Instant> parse(String text) {
    if (text.length() != LENGTH || text.charAt(8) != 'T' || text.charAt(15) != 'Z') {
      return Optional.empty();
    }
    for (int i = 0; i < LENGTH - 1; i++) {
      if (i != 8 && (text.charAt(i) < '0' || text.charAt(i) > '9')) {
        return Optional.empty();
      }
    }
    try {
      return Optional.of(
          LocalDateTime.of(
                  number(text, 0) * 100 + number(text, 2),
                  number(text, 4),
                  number(text, 6),
                  number(text, 9),
                  number(text, 11),
                  number(text, 13))
              .toInstant(ZoneOffset.UTC));
    } catch (DateTimeException notADate) {
      return Optional.empty();
    }
  }

  /** The same form, or that of the Date header (RFC 9110 section 5.6.7, RFC 5322). */
  static Optional<Instant> parseAny(String text) {
    Optional<Instant> basic = parse(text);
    if (basic.isPresent()) {
      return basic;
    }
    try {
      return Optional.of(
          ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException notADate) {
      return Optional.empty();
    }
  }

  private static void digits(StringBuilder out, int number) {
    out.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }

  private static int number(String text, int at) {
    return (text.charAt(at) - '0') * 10 + text.charAt(at + 1) - '0';
  }
}
