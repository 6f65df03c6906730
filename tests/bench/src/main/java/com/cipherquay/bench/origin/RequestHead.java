package com.cipherquay.bench.origin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a request says before its body.
 *
 * @param bucket empty for the service itself
 * @param object the decoded name, empty for the bucket itself
 * @param query decoded; a parameter without a value has an empty one
 * @param headers by name in lower case
 */
record RequestHead(
    String method,
    String bucket,
    String object,
    Map<String, String> query,
    Map<String, String> headers) {

  static RequestHead parse(String text) {
    int lineEnd = text.indexOf("\r\n");
    int methodEnd = text.indexOf(' ');
    int targetEnd = text.indexOf(' ', methodEnd + 1);
    String target = text.substring(methodEnd + 1, targetEnd);
    int mark = target.indexOf('?');
    String path = mark < 0 ? target : target.substring(0, mark);
    int slash = path.indexOf('/', 1);
    return new RequestHead(
        text.substring(0, methodEnd),
        slash < 0 ? path.substring(1) : path.substring(1, slash),
        slash < 0 ? "" : decode(path.substring(slash + 1)),
        mark < 0 ? Map.of() : query(target.substring(mark + 1)),
        fields(text, lineEnd + 2));
  }

  private static Map<String, String> fields(String text, int from) {
    Map<String, String> fields = new HashMap<>();
    int start = from;
    while (true) {
      int end = text.indexOf("\r\n", start);
      if (end <= start) {
        return fields;
      }
      int colon = text.indexOf(':', start);
      String name = text.substring(start, colon).toLowerCase(Locale.ROOT);
      fields.put(name, text.substring(colon + 1, end).trim());
      start = end + 2;
    }
  }

  private static Map<String, String> query(String raw) {
    Map<String, String> query = new HashMap<>();
    for (String pair : raw.split("&", -1)) {
      int equals = pair.indexOf('=');
      query.put(
          equals < 0 ? pair : pair.substring(0, equals),
          equals < 0 ? "" : URLDecoder.decode(pair.substring(equals + 1), UTF_8));
    }
    return query;
  }

  /** A plus is a plus in a path. */
  static String decode(String path) {
    return path.indexOf('%') < 0 ? path : URLDecoder.decode(path.replace("+", "%2B"), UTF_8);
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  Optional<String> parameter(String name) {
    return Optional.ofNullable(query.get(name));
  }

  boolean has(String parameter) {
    return query.containsKey(parameter);
  }

  int count(String parameter, int fallback) {
    return parameter(parameter).map(Integer::parseInt).orElse(fallback);
  }
}
