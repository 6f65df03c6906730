package com.cipherquay.proxy.sigv4;

import java.util.ArrayList;
import java.util.List;

/**
 * One parameter of a query as it stands on the wire.
 *
 * @param hasValue whether there is a {@code =}; without it the value is empty
 */
record QueryParameter(String rawName, String rawValue, boolean hasValue) {

  /** The parameters in their order; empty ones ({@code &&}) are none. */
  static List<QueryParameter> split(String rawQuery) {
    List<QueryParameter> parameters = new ArrayList<>();
    int start = 0;
    while (start <= rawQuery.length()) {
      int end = rawQuery.indexOf('&', start);
      end = end < 0 ? rawQuery.length() : end;
      if (end > start) {
        int equals = rawQuery.indexOf('=', start);
        boolean hasValue = equals >= 0 && equals < end;
        parameters.add(
            new QueryParameter(
                rawQuery.substring(start, hasValue ? equals : end),
                hasValue ? rawQuery.substring(equals + 1, end) : "",
                hasValue));
      }
      start = end + 1;
    }
    return parameters;
  }

  String name() {
    return PercentEncoding.decodeQuery(rawName);
  }

  String value() {
    return PercentEncoding.decodeQuery(rawValue);
  }
}
