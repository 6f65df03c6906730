package com.cipherquay.proxy;

import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The kinds of values that settings take; an empty text means that the setting is not set. */
enum SettingKind {
  TEXT("a string"),
  PATH("a string with a path"),
  URL("a string with an http or https URL without path and query, such as https://s3.example.com"),
  ADDRESS("a string HOST:PORT with an IP address or host name, such as 127.0.0.1:9000"),
  DURATION("a string with a number of ms, s or m above zero, such as 30s"),
  SIZE("a string with a number of KiB, MiB or GiB above zero, such as 64MiB"),
  LEVEL("one of error, warn, info, debug"),
  LOG_FORMAT("one of text, json"),
  LIST_ORDER("one of stored, sorted"),
  COUNT("a whole number from 1 to 100000"),
  BOOLEAN("true or false");

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,6}");
  private static final Pattern TIME = Pattern.compile("([0-9]{1,6})(ms|s|m)");
  private static final Pattern BYTES = Pattern.compile("([0-9]{1,6})(KiB|MiB|GiB)");
  private static final int LARGEST_COUNT = 100_000;

  private final String expected;

  SettingKind(String expected) {
    this.expected = expected;
  }

  /** What a value must be, for messages. */
  String expected() {
    return expected;
  }

  /** Whether a TOML value has the right type: numbers and booleans are not written as strings. */
  boolean takes(Object value) {
    return switch (this) {
      case COUNT -> value instanceof Long;
      case BOOLEAN -> value instanceof Boolean;
      case TEXT, PATH, URL, ADDRESS, DURATION, SIZE, LEVEL, LOG_FORMAT, LIST_ORDER ->
          value instanceof String;
    };
  }

  /** Whether a value that is not empty can be understood. */
  boolean accepts(String value) {
    return switch (this) {
      case TEXT, PATH -> !value.isBlank();
      case URL -> isUrl(value);
      case ADDRESS -> ListenAddress.PATTERN.matcher(value).matches();
      case DURATION -> TIME.matcher(value).matches() && !duration(value).isZero();
      case SIZE -> BYTES.matcher(value).matches() && size(value) > 0;
      case LEVEL -> Set.of("error", "warn", "info", "debug").contains(value);
      case LOG_FORMAT -> Set.of("text", "json").contains(value);
      case LIST_ORDER -> Set.of("stored", "sorted").contains(value);
      case COUNT -> isCount(value);
      case BOOLEAN -> value.equals("true") || value.equals("false");
    };
  }

  /** The meaning of a text that {@link #DURATION} accepts. */
  static Duration duration(String value) {
    Matcher time = TIME.matcher(value);
    if (!time.matches()) {
      throw new IllegalArgumentException("not a duration: " + value);
    }
    long amount = Long.parseLong(time.group(1));
    return switch (time.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      default -> Duration.ofMinutes(amount);
    };
  }

  /** The meaning in bytes of a text that {@link #SIZE} accepts. */
  static long size(String value) {
    Matcher size = BYTES.matcher(value);
    if (!size.matches()) {
      throw new IllegalArgumentException("not a size: " + value);
    }
    long amount = Long.parseLong(size.group(1));
    return switch (size.group(2)) {
      case "KiB" -> amount << 10;
      case "MiB" -> amount << 20;
      default -> amount << 30;
    };
  }

  private static boolean isCount(String value) {
    if (!NUMBER.matcher(value).matches()) {
      return false;
    }
    int count = Integer.parseInt(value);
    return count >= 1 && count <= LARGEST_COUNT;
  }

  /** User information is refused: secrets do not belong into a URL. */
  private static boolean isUrl(String value) {
    try {
      URI uri = URI.create(value);
      return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
          && uri.getHost() != null
          && uri.getRawUserInfo() == null
          && uri.getRawQuery() == null
          && uri.getRawFragment() == null
          && (uri.getRawPath().isEmpty() || uri.getRawPath().equals("/"));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
