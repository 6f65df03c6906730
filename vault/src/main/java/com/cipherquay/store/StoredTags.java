package com.cipherquay.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The tags of an object as a store keeps them. A vault writes at most {@value #MOST}, whose keys
 * and values are base64url; a store may return anything.
 *
 * @param byKey the values by their keys; the order means nothing
 */
public record StoredTags(Map<String, String> byKey) {

  /** How many tags an object of S3 may have. */
  public static final int MOST = 10;

  public static final StoredTags NONE = new StoredTags(Map.of());

  public StoredTags {
    byKey = Map.copyOf(byKey);
  }

  public boolean isEmpty() {
    return byKey.isEmpty();
  }

  /** The form of the header {@code x-amz-tagging}: the parameters of a URL, sorted. */
  public String encoded() {
    return new TreeMap<>(byKey)
        .entrySet().stream()
            .map(
                tag ->
                    URLEncoder.encode(tag.getKey(), UTF_8)
                        + "="
                        + URLEncoder.encode(tag.getValue(), UTF_8))
            .collect(Collectors.joining("&"));
  }

  /**
   * The inverse of {@link #encoded}.
   *
   * @throws IllegalArgumentException if it is no such form
   */
  public static StoredTags decode(String encoded) {
    if (encoded.isEmpty()) {
      return NONE;
    }
    SortedMap<String, String> tags = new TreeMap<>();
    for (String tag : encoded.split("&", -1)) {
      int equals = tag.indexOf('=');
      if (equals < 0) {
        throw new IllegalArgumentException("a tag without a value");
      }
      String key = URLDecoder.decode(tag.substring(0, equals), UTF_8);
      String value = URLDecoder.decode(tag.substring(equals + 1), UTF_8);
      if (tags.put(key, value) != null) {
        throw new IllegalArgumentException("a tag twice");
      }
    }
    return new StoredTags(tags);
  }
}
