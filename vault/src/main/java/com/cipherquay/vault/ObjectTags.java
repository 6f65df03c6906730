package com.cipherquay.vault;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The tags of an object in plaintext, sorted by key.
 *
 * @param byKey the values by their keys
 */
public record ObjectTags(SortedMap<String, String> byKey) {

  /** The longest key in bytes of UTF-8: its stored form has the 128 characters of S3. */
  public static final int LONGEST_KEY = 80;

  /** The longest value in bytes of UTF-8: its stored form has the 256 characters of S3. */
  public static final int LONGEST_VALUE = 176;

  public static final ObjectTags NONE = new ObjectTags(new TreeMap<>());

  public ObjectTags {
    byKey = Collections.unmodifiableSortedMap(new TreeMap<>(byKey));
  }

  public static ObjectTags of(Map<String, String> byKey) {
    return new ObjectTags(new TreeMap<>(byKey));
  }

  public boolean isEmpty() {
    return byKey.isEmpty();
  }
}
