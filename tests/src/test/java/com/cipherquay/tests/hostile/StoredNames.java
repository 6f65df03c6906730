package com.cipherquay.tests.hostile;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Under which name the store has which key; learnt by the first write of each. */
final class StoredNames {

  private final Map<String, String> keys = new HashMap<>();
  private final Map<String, String> names = new HashMap<>();

  /** Notes a name, which must be new. */
  void learn(String key, String name) {
    if (keys.putIfAbsent(name, key) != null || names.putIfAbsent(key, name) != null) {
      throw new AssertionError("the name " + name + " stands for two keys");
    }
  }

  Optional<String> key(String name) {
    return Optional.ofNullable(keys.get(name));
  }
}
