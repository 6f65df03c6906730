package com.cipherquay.bench.origin;

import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** Objects and uploads by name. Thread-safe. */
final class Bucket {

  private final ConcurrentNavigableMap<String, StoredObject> objects =
      new ConcurrentSkipListMap<>();
  private final ConcurrentNavigableMap<String, Upload> uploads = new ConcurrentSkipListMap<>();

  NavigableMap<String, StoredObject> objects() {
    return objects;
  }

  ConcurrentNavigableMap<String, Upload> uploads() {
    return uploads;
  }

  /** The object, held for the caller. */
  Optional<StoredObject> hold(String name) {
    while (true) {
      StoredObject object = objects.get(name);
      if (object == null) {
        return Optional.empty();
      }
      if (object.hold()) {
        return Optional.of(object);
      }
    }
  }

  void put(String name, StoredObject object) {
    Optional.ofNullable(objects.put(name, object)).ifPresent(StoredObject::letGo);
  }

  void remove(String name) {
    Optional.ofNullable(objects.remove(name)).ifPresent(StoredObject::letGo);
  }
}
