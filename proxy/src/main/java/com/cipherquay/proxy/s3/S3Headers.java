package com.cipherquay.proxy.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Header fields in the order of the message; names are lower case, values as received, repeated
 * names kept. Immutable.
 */
public final class S3Headers {

  public static final S3Headers EMPTY = new S3Headers(List.of());

  private final List<Map.Entry<String, String>> fields;

  private S3Headers(List<Map.Entry<String, String>> fields) {
    this.fields = List.copyOf(fields);
  }

  /** Takes over fields in message order; lower-cases the names. */
  public static S3Headers of(Iterable<? extends Map.Entry<String, String>> fields) {
    List<Map.Entry<String, String>> lower = new ArrayList<>();
    for (Map.Entry<String, String> field : fields) {
      lower.add(Map.entry(field.getKey().toLowerCase(Locale.ROOT), field.getValue()));
    }
    return new S3Headers(lower);
  }

  /** The fields with this one set: replaced where it stands, else added at the end. */
  public S3Headers with(String name, String value) {
    String lower = name.toLowerCase(Locale.ROOT);
    List<Map.Entry<String, String>> next = new ArrayList<>(fields);
    next.removeIf(field -> field.getKey().equals(lower));
    next.add(Map.entry(lower, value));
    return new S3Headers(next);
  }

  /** The first value under a name (any case). */
  public Optional<String> first(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    for (Map.Entry<String, String> field : fields) {
      if (field.getKey().equals(lower)) {
        return Optional.of(field.getValue());
      }
    }
    return Optional.empty();
  }

  /** All values under a name (any case), in message order. */
  public List<String> all(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return fields.stream().filter(f -> f.getKey().equals(lower)).map(Map.Entry::getValue).toList();
  }

  public List<Map.Entry<String, String>> fields() {
    return fields;
  }
}
