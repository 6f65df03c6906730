package com.cipherquay.tests.hostile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the client of a campaign knows. Every write has a number, which stands in the metadata of
 * the object too, so that an answer says itself which write it claims to be.
 */
final class Model {

  private final Map<String, Known> keys = new LinkedHashMap<>();
  private final Map<Integer, List<Value>> writes = new HashMap<>();
  private int last;

  /** What is known of a key. */
  private static final class Known {
    private final Set<Integer> ever = new HashSet<>();
    private Optional<Integer> now = Optional.empty();
    private boolean certain = true;
  }

  private Known known(String key) {
    return keys.computeIfAbsent(key, k -> new Known());
  }

  /** The number of a new write, or of a body. */
  int next() {
    return ++last;
  }

  /** A write may come to consist of a value. */
  void may(int write, Value value) {
    writes.computeIfAbsent(write, w -> new ArrayList<>()).add(value);
  }

  /** A write surely consists of a value. */
  void is(int write, Value value) {
    writes.put(write, new ArrayList<>(List.of(value)));
  }

  /** A write may stand under a key. */
  void may(String key, int write) {
    known(key).ever.add(write);
  }

  /** What a write stands for. */
  List<Value> values(int write) {
    return writes.getOrDefault(write, List.of());
  }

  /** All writes that may ever have stood under a key. */
  Set<Integer> ever(String key) {
    return Set.copyOf(known(key).ever);
  }

  boolean mayHave(String key, int write) {
    return known(key).ever.contains(write);
  }

  /** A write surely stands under a key now. */
  void has(String key, int write) {
    Known known = known(key);
    known.ever.add(write);
    known.now = Optional.of(write);
    known.certain = true;
  }

  void hasNothing(String key) {
    Known known = known(key);
    known.now = Optional.empty();
    known.certain = true;
  }

  /** The store was in a position to do what it likes with a key. */
  void doubt(String key) {
    known(key).certain = false;
  }

  boolean certain(String key) {
    return known(key).certain;
  }

  /** What stands there as far as one can know; for a certain key. */
  Optional<Integer> now(String key) {
    return known(key).now;
  }
}
