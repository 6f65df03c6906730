package com.cipherquay.proxy.form;

import com.cipherquay.proxy.s3.S3ErrorCode;
import com.cipherquay.proxy.s3.S3Exception;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A header field with parameters, such as {@code form-data; name="key"} (RFC 9110 section 5.6.6).
 *
 * @param value what stands before the parameters, lower case
 * @param parameters by lower-case name
 */
record HeaderParameters(String value, Map<String, String> parameters) {

  HeaderParameters {
    parameters = Map.copyOf(parameters);
  }

  /**
   * Parses the field.
   *
   * @throws S3Exception {@code MalformedPOSTRequest}
   */
  static HeaderParameters parse(String field) {
    int end = field.indexOf(';');
    String value = (end < 0 ? field : field.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    Map<String, String> parameters = new HashMap<>();
    int at = end < 0 ? field.length() : end + 1;
    while (at < field.length()) {
      int equals = field.indexOf('=', at);
      if (equals < 0) {
        requireBlank(field.substring(at));
        break;
      }
      String name = field.substring(at, equals).strip().toLowerCase(Locale.ROOT);
      StringBuilder text = new StringBuilder();
      at = parameter(field, equals + 1, text);
      if (name.isEmpty() || parameters.put(name, text.toString()) != null) {
        throw malformed();
      }
    }
    return new HeaderParameters(value, parameters);
  }

  Optional<String> parameter(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  /** Where the next parameter begins. */
  private static int parameter(String field, int start, StringBuilder out) {
    boolean quoted = start < field.length() && field.charAt(start) == '"';
    int end = quoted ? quoted(field, start + 1, out) : start;
    int semicolon = field.indexOf(';', end);
    int stop = semicolon < 0 ? field.length() : semicolon;
    String rest = field.substring(end, stop).strip();
    if (quoted) {
      requireBlank(rest);
    } else {
      out.append(rest);
    }
    return stop + 1;
  }

  /**
   * A backslash quotes a quotation mark and itself; before anything else it is part of a path that
   * an old browser put there.
   */
  private static int quoted(String field, int start, StringBuilder out) {
    for (int i = start; i < field.length(); i++) {
      char c = field.charAt(i);
      char next = i + 1 < field.length() ? field.charAt(i + 1) : ' ';
      if (c == '"') {
        return i + 1;
      }
      if (c == '\\' && (next == '"' || next == '\\')) {
        out.append(next);
        i++;
      } else {
        out.append(c);
      }
    }
    throw malformed();
  }

  private static void requireBlank(String text) {
    if (!text.isBlank()) {
      throw malformed();
    }
  }

  static S3Exception malformed() {
    return new S3Exception(S3ErrorCode.MALFORMED_POST_REQUEST);
  }
}
