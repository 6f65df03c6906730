package com.cipherquay.proxy.operation;

import com.cipherquay.store.ByteRange;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Range header (RFC 9110 section 14.2). S3 serves one range; what it does not understand,
 * several ranges included, it ignores, as the RFC allows.
 */
final class RangeHeader {

  private static final Pattern ONE_RANGE =
      Pattern.compile("bytes=(\\d*)-(\\d*)", Pattern.CASE_INSENSITIVE);

  private static final Pattern FIRST_TO_LAST = Pattern.compile("bytes=([0-9]+)-([0-9]+)");

  private RangeHeader() {}

  /** The range; empty for the whole object. */
  static Optional<ByteRange> parse(String header) {
    Matcher matcher = ONE_RANGE.matcher(header.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String first = matcher.group(1);
    String last = matcher.group(2);
    if (first.isEmpty()) {
      return last.isEmpty() ? Optional.empty() : Optional.of(new ByteRange.Suffix(number(last)));
    }
    if (last.isEmpty()) {
      return Optional.of(new ByteRange.From(number(first)));
    }
    return number(first) <= number(last)
        ? Optional.of(new ByteRange.Between(number(first), number(last)))
        : Optional.empty();
  }

  /** A number beyond all objects stays beyond all objects. */
  private static long number(String digits) {
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException beyond) {
      return Long.MAX_VALUE;
    }
  }

  /** A range with both ends, and nothing that could be read otherwise. */
  static Optional<ByteRange.Between> firstToLast(String header) {
    Matcher matcher = FIRST_TO_LAST.matcher(header.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long first = number(matcher.group(1));
    long last = number(matcher.group(2));
    return first <= last ? Optional.of(new ByteRange.Between(first, last)) : Optional.empty();
  }
}
