package com.cipherquay.tests.hostile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * A multipart upload in progress.
 *
 * @param beginning what it was created with; without a body
 * @param parts the newest of every number
 * @param replaced those that stood there before
 */
record HeldUpload(
    String id,
    String name,
    HeldObject beginning,
    NavigableMap<Integer, HeldObject> parts,
    Map<Integer, List<HeldObject>> replaced) {

  static HeldUpload of(String id, String name, HeldObject beginning) {
    return new HeldUpload(id, name, beginning, new TreeMap<>(), new HashMap<>());
  }

  void put(int number, HeldObject part) {
    HeldObject before = parts.put(number, part);
    if (before != null) {
      replaced.computeIfAbsent(number, n -> new ArrayList<>()).add(before);
    }
  }
}
