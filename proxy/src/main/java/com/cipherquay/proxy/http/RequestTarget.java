package com.cipherquay.proxy.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Path and query of a request as sent, from either form that clients use (RFC 9112 section 3.2).
 *
 * @param path begins with {@code /}
 * @param query without {@code ?}; empty if there is none
 */
record RequestTarget(String path, String query) {

  // A fragment is never sent to a server. Who sends a bare # means it to be part of the key, and
  // dropping it would name another object.
  private static final Pattern ORIGIN_FORM = Pattern.compile("(/[^?#]*)(?:\\?([^#]*))?");
  private static final Pattern ABSOLUTE_FORM =
      Pattern.compile("(?i:https?)://([^/?#]*)(/[^?#]*)?(?:\\?([^#]*))?");

  /**
   * Reads a target.
   *
   * @param host the Host header; an absolute target must agree with it, because that is what the
   *     signature covers
   * @return empty if there is no path in it
   */
  static Optional<RequestTarget> parse(String raw, String host) {
    Matcher origin = ORIGIN_FORM.matcher(raw);
    if (origin.matches()) {
      return Optional.of(new RequestTarget(origin.group(1), text(origin, 2)));
    }
    Matcher absolute = ABSOLUTE_FORM.matcher(raw);
    if (absolute.matches() && host.equalsIgnoreCase(absolute.group(1))) {
      String path = text(absolute, 2);
      return Optional.of(new RequestTarget(path.isEmpty() ? "/" : path, text(absolute, 3)));
    }
    return Optional.empty();
  }

  private static String text(Matcher matcher, int group) {
    String found = matcher.group(group);
    return found == null ? "" : found;
  }
}
