package com.cipherquay.proxy.sigv4;

import java.util.List;
import java.util.Map;

/**
 * The parts of an HTTP request that a signature covers, as they stand on the wire.
 *
 * @param method upper case
 * @param rawPath the path as sent, percent-encoded or not, beginning with {@code /}
 * @param rawQuery the query as sent, without {@code ?}; empty if there is none
 * @param headers the header fields in message order, names in any case. A value holds one char per
 *     byte where it came from the wire (ISO 8859-1, RFC 9110 section 5.5)
 */
public record SignableRequest(
    String method, String rawPath, String rawQuery, List<Map.Entry<String, String>> headers) {

  public SignableRequest {
    headers = List.copyOf(headers);
  }

  SignableRequest withQuery(String query) {
    return new SignableRequest(method, rawPath, query, headers);
  }
}
