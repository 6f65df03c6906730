package com.cipherquay.proxy.s3.xml;

import com.cipherquay.proxy.s3.S3ErrorCode;
import com.cipherquay.proxy.s3.S3Exception;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads what stands in the elements of lifecycle rules. */
final class LifecycleTerms {

  private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,18}");
  private static final Pattern FOUR_DIGITS = Pattern.compile("[0-9]{4}-");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern(
              "uuuu-MM-dd['T'HH:mm[:ss[.SSSSSSSSS][.SSSSSS][.SSS]][XXX]]", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private LifecycleTerms() {}

  /** Refuses an element that has other children than these. */
  static void requireOnly(XmlElement element, Set<String> children) {
    for (XmlElement child : element.children()) {
      XmlElement.require(children.contains(child.name()));
    }
  }

  /** The text of the one child of a name. */
  static Optional<String> text(XmlElement element, String child) {
    Optional<XmlElement> found = element.one(child);
    XmlElement.require(found.map(one -> one.children().isEmpty()).orElse(true));
    return found.map(XmlElement::text);
  }

  static OptionalLong number(XmlElement element, String child) {
    Optional<String> text = text(element, child).map(String::strip);
    if (text.isEmpty()) {
      return OptionalLong.empty();
    }
    XmlElement.require(NUMBER.matcher(text.get()).matches());
    return OptionalLong.of(Long.parseLong(text.get()));
  }

  /**
   * A number that has bounds.
   *
   * @throws S3Exception {@code InvalidArgument} with this message if it is outside
   */
  static OptionalInt number(XmlElement element, String child, int least, String otherwise) {
    OptionalLong number = number(element, child);
    if (number.isEmpty()) {
      return OptionalInt.empty();
    }
    boolean inside = number.getAsLong() >= least && number.getAsLong() <= Integer.MAX_VALUE;
    requireArgument(inside, otherwise);
    return OptionalInt.of((int) number.getAsLong());
  }

  static Optional<Boolean> truth(XmlElement element, String child) {
    Optional<String> text = text(element, child).map(String::strip);
    XmlElement.require(text.isEmpty() || text.get().matches("(?i)true|false"));
    return text.map(Boolean::parseBoolean);
  }

  /**
   * A date in ISO 8601, in UTC unless it says otherwise.
   *
   * @throws S3Exception {@code InvalidArgument} if it is not a midnight of UTC
   */
  static Optional<Instant> date(XmlElement element, String child) {
    Optional<Instant> date = text(element, child).map(text -> instant(text.strip()));
    boolean midnight = date.map(at -> at.equals(at.truncatedTo(ChronoUnit.DAYS))).orElse(true);
    requireArgument(midnight, "'Date' must be at midnight GMT");
    return date;
  }

  private static Instant instant(String text) {
    // Others have a sign, and may be beyond what can be counted in milliseconds.
    XmlElement.require(FOUR_DIGITS.matcher(text).lookingAt());
    try {
      TemporalAccessor time =
          TIME.parseBest(text, ZonedDateTime::from, LocalDateTime::from, LocalDate::from);
      if (time instanceof ZonedDateTime zoned) {
        return zoned.toInstant();
      }
      return time instanceof LocalDateTime local
          ? local.toInstant(ZoneOffset.UTC)
          : LocalDate.from(time).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeException e) {
      throw new S3Exception(S3ErrorCode.MALFORMED_XML);
    }
  }

  static void requireArgument(boolean holds, String otherwise) {
    require(holds, S3ErrorCode.INVALID_ARGUMENT, otherwise);
  }

  static void requireRequest(boolean holds, String otherwise) {
    require(holds, S3ErrorCode.INVALID_REQUEST, otherwise);
  }

  private static void require(boolean holds, S3ErrorCode code, String otherwise) {
    if (!holds) {
      throw new S3Exception(code, otherwise);
    }
  }
}
