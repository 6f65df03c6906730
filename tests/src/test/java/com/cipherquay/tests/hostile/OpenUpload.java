package com.cipherquay.tests.hostile;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * A multipart upload that the client has begun.
 *
 * @param write what its object will be
 * @param parts the newest of each number
 * @param stale parts that were replaced
 */
record OpenUpload(
    String key, String id, int write, NavigableMap<Integer, Part> parts, List<Part> stale) {

  /** A part as the client knows it. */
  record Part(int number, String etag, Value value) {}

  static OpenUpload of(String key, String id, int write) {
    return new OpenUpload(key, id, write, new TreeMap<>(), new ArrayList<>());
  }

  void put(Part part) {
    Part before = parts.put(part.number(), part);
    if (before != null) {
      stale.add(before);
    }
  }
}
