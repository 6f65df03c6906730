package com.cipherquay.tests.hostile;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the store has of one bucket, and what it had: objects that were replaced or deleted are
 * kept, the oldest of them as long as there is room. For one thread at a time.
 */
final class Shelf {

  private static final long ROOM = 192L << 20;

  private final NavigableMap<String, HeldObject> current = new TreeMap<>();
  private final Map<String, List<HeldObject>> former = new HashMap<>();
  private final Deque<String> order = new ArrayDeque<>();
  private final NavigableMap<String, HeldUpload> uploads = new TreeMap<>();
  private long kept;

  /** The objects by name. */
  NavigableMap<String, HeldObject> current() {
    return current;
  }

  NavigableMap<String, HeldUpload> uploads() {
    return uploads;
  }

  Optional<HeldObject> get(String name) {
    return Optional.ofNullable(current.get(name));
  }

  void put(String name, HeldObject object) {
    keep(name, current.put(name, object));
  }

  void remove(String name) {
    keep(name, current.remove(name));
  }

  /** What stood under a name before what stands there now, the oldest first. */
  List<HeldObject> former(String name) {
    return former.getOrDefault(name, List.of());
  }

  private void keep(String name, @Nullable HeldObject object) {
    if (object == null) {
      return;
    }
    former.computeIfAbsent(name, n -> new ArrayList<>()).add(object);
    order.add(name);
    kept += object.body().length;
    while (kept > ROOM) {
      kept -= former.getOrDefault(order.remove(), List.of()).remove(0).body().length;
    }
  }
}
