package com.cipherquay.proxy.operation;

import com.cipherquay.proxy.s3.S3Headers;
import com.cipherquay.proxy.s3.S3Request;
import com.cipherquay.proxy.s3.xml.CorsDocument;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a browser asks for, or is about to ask for, on behalf of a page of another origin.
 *
 * @param origin of the page, as the browser writes it
 * @param method that is asked for
 * @param headers that are asked for, in lower case
 */
record CrossOriginRequest(String origin, String method, List<String> headers) {

  private static final String ANY = "*";
  private static final String VARY =
      "Origin, Access-Control-Request-Headers, Access-Control-Request-Method";
  // RFC 9110 section 5.6.2; they come back in the answer.
  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9a-z-]+");

  CrossOriginRequest {
    headers = List.copyOf(headers);
  }

  /**
   * Reads a request; empty if there is no Origin in it. S3 goes by Access-Control-Request-* also
   * where the request is no preflight.
   */
  static Optional<CrossOriginRequest> of(S3Request request) {
    S3Headers headers = request.headers();
    return headers
        .first("origin")
        .filter(origin -> !origin.isBlank())
        .map(
            origin ->
                new CrossOriginRequest(
                    origin.strip(),
                    headers.first("access-control-request-method").orElse(request.method()).strip(),
                    list(headers.all("access-control-request-headers"))));
  }

  /** RFC 9110 section 5.6.1: empty elements of a list are none. */
  private static List<String> list(List<String> fields) {
    return Arrays.stream(String.join(",", fields).split(",", -1))
        .map(name -> name.strip().toLowerCase(Locale.ROOT))
        .filter(name -> !name.isEmpty())
        .toList();
  }

  /** The first rule that allows all of it. */
  Optional<CorsDocument.Rule> find(CorsDocument rules) {
    return rules.rules().stream().filter(this::isAllowedBy).findFirst();
  }

  private boolean isAllowedBy(CorsDocument.Rule rule) {
    return rule.methods().contains(method)
        && rule.origins().stream().anyMatch(pattern -> matches(pattern, origin))
        && headers.stream().allMatch(header -> allows(rule, header));
  }

  private static boolean allows(CorsDocument.Rule rule, String header) {
    return TOKEN.matcher(header).matches()
        && rule.headers().stream()
            .anyMatch(pattern -> matches(pattern.toLowerCase(Locale.ROOT), header));
  }

  /** Whether a text is what a pattern says, in which one {@code *} stands for any characters. */
  static boolean matches(String pattern, String text) {
    int wildcard = pattern.indexOf(ANY);
    if (wildcard < 0) {
      return pattern.equals(text);
    }
    String end = pattern.substring(wildcard + 1);
    return text.length() >= wildcard + end.length()
        && text.startsWith(pattern.substring(0, wildcard))
        && text.endsWith(end);
  }

  /** The headers with which a browser hands the answer over to the page. */
  List<Map.Entry<String, String>> answer(CorsDocument.Rule rule) {
    List<Map.Entry<String, String>> answer = new ArrayList<>();
    boolean anybody = rule.origins().contains(ANY);
    answer.add(Map.entry("access-control-allow-origin", anybody ? ANY : origin));
    answer.add(Map.entry("access-control-allow-methods", String.join(", ", rule.methods())));
    if (!headers.isEmpty()) {
      answer.add(Map.entry("access-control-allow-headers", String.join(", ", headers)));
    }
    if (!rule.exposed().isEmpty()) {
      answer.add(Map.entry("access-control-expose-headers", String.join(", ", rule.exposed())));
    }
    rule.maxAge()
        .ifPresent(
            seconds -> answer.add(Map.entry("access-control-max-age", Integer.toString(seconds))));
    if (!anybody) {
      answer.add(Map.entry("access-control-allow-credentials", "true"));
    }
    answer.add(Map.entry("vary", VARY));
    return answer;
  }
}
