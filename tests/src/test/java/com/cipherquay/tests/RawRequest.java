package com.cipherquay.tests;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A request before it is signed.
 *
 * @param rawPath percent-encoded, as it goes over the wire
 * @param rawQuery percent-encoded, without {@code ?}
 * @param headers lower-case names; Host, the date and the payload hash are added by the signer
 */
public record RawRequest(
    String method, String rawPath, String rawQuery, Map<String, String> headers) {

  public RawRequest {
    headers = new TreeMap<>(headers);
  }

  /** A request of the form {@code PUT /bucket/key?query}. */
  public static RawRequest of(String method, String target) {
    int mark = target.indexOf('?');
    return mark < 0
        ? new RawRequest(method, target, "", Map.of())
        : new RawRequest(method, target.substring(0, mark), target.substring(mark + 1), Map.of());
  }

  public RawRequest with(String name, String value) {
    Map<String, String> next = new TreeMap<>(headers);
    next.put(name.toLowerCase(Locale.ROOT), value);
    return new RawRequest(method, rawPath, rawQuery, next);
  }

  public String target() {
    return rawQuery.isEmpty() ? rawPath : rawPath + "?" + rawQuery;
  }

  /** The query as SigV4 wants it: {@code name=value} pairs, sorted, a missing {@code =} added. */
  public String canonicalQuery() {
    List<String> pairs = new ArrayList<>();
    for (String pair : rawQuery.split("&", -1)) {
      if (!pair.isEmpty()) {
        pairs.add(pair.contains("=") ? pair : pair + "=");
      }
    }
    // By name, and only then by value: "select=" stands before "select-type=2".
    pairs.sort(Comparator.comparing(pair -> pair.replaceFirst("=", "\0")));
    return String.join("&", pairs);
  }
}
