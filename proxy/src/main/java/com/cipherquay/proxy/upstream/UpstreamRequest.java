package com.cipherquay.proxy.upstream;

import com.cipherquay.proxy.sigv4.PercentEncoding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One request to the store, not yet signed. Immutable but for a streamed payload.
 *
 * @param method upper case
 * @param address what it is about
 * @param rawQuery percent-encoded, without {@code ?}; may be empty
 * @param headers fields beyond Host, Content-Length and those of the signature; names in lower case
 * @param payload the body
 * @param repeat whether it may be sent again
 * @param lengthy whether the store may take minutes to answer: it moves gigabytes on its own
 */
record UpstreamRequest(
    String method,
    Endpoint.Address address,
    String rawQuery,
    List<Map.Entry<String, String>> headers,
    Payload payload,
    Repeat repeat,
    boolean lengthy) {

  /** The parameter that names a version. */
  static final String VERSION = "versionId";

  /** When a failed request may be sent again. */
  enum Repeat {
    /** Doing it twice is the same as doing it once. */
    ALWAYS,
    /** Only if the store surely did not act: a second time it would answer otherwise. */
    IF_NOT_PROCESSED,
    /** The body is gone. */
    NEVER
  }

  UpstreamRequest {
    headers = List.copyOf(headers);
  }

  /** A request without body, query and own header fields that may be repeated. */
  static UpstreamRequest of(String method, Endpoint.Address address) {
    return new UpstreamRequest(method, address, "", List.of(), Payload.NONE, Repeat.ALWAYS, false);
  }

  /** With one more query parameter, given decoded. */
  UpstreamRequest query(String name, String value) {
    String next =
        (rawQuery.isEmpty() ? "" : rawQuery + "&")
            + PercentEncoding.encode(name)
            + "="
            + PercentEncoding.encode(value);
    return new UpstreamRequest(method, address, next, headers, payload, repeat, lengthy);
  }

  /** With one more header field. */
  UpstreamRequest header(String name, String value) {
    List<Map.Entry<String, String>> next = new ArrayList<>(headers);
    next.add(Map.entry(name, value));
    return new UpstreamRequest(method, address, rawQuery, next, payload, repeat, lengthy);
  }

  UpstreamRequest payload(Payload body, Repeat when) {
    return new UpstreamRequest(method, address, rawQuery, headers, body, when, lengthy);
  }

  /** Whether it is about a version that it names. */
  boolean namesVersion() {
    return ("&" + rawQuery).contains("&" + VERSION + "=");
  }

  /** One that the store may take minutes to answer. */
  UpstreamRequest whichTakesLong() {
    return new UpstreamRequest(method, address, rawQuery, headers, payload, repeat, true);
  }

  /** For messages to the operator. */
  @Override
  public String toString() {
    String query = rawQuery.isEmpty() ? "" : "?" + rawQuery;
    return method + " " + address.hostHeader() + address.rawPath() + query;
  }
}
