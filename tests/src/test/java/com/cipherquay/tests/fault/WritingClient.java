package com.cipherquay.tests.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Writes in every way to a proxy that may be in trouble, and knows what must be there. */
final class WritingClient {

  private static final int SMALL = 2_000;
  private static final int LARGE = 300_000;

  private final PlainS3 s3;
  private final Map<String, KeyHistory> keys;
  private long made;

  WritingClient(PlainS3 s3) {
    this(s3, new TreeMap<>(), 0);
  }

  private WritingClient(PlainS3 s3, Map<String, KeyHistory> keys, long made) {
    this.s3 = s3;
    this.keys = keys;
    this.made = made;
  }

  /** The same client, after a restart. */
  WritingClient through(PlainS3 other) {
    return new WritingClient(other, keys, made);
  }

  private KeyHistory key(String name) {
    return keys.computeIfAbsent(name, KeyHistory::new);
  }

  private void write(String name, int size) {
    Content content = new Content(made++, size);
    key(name).begin(Optional.of(content));
    s3.put(name, content);
    key(name).acknowledge();
  }

  private void copy() {
    key("copy").begin(key("large").content());
    s3.copy("large", "copy");
    key("copy").acknowledge();
  }

  private void upload() {
    Content content = new Content(made++, LARGE);
    String id = s3.createUpload("parts", content);
    Map<Integer, String> parts = Map.of(1, s3.putPart("parts", id, 1, content.part(1)));
    key("parts").begin(Optional.of(content));
    s3.complete("parts", id, parts);
    key("parts").acknowledge();
  }

  private void delete() {
    key("deleted").begin(Optional.empty());
    s3.delete("deleted");
    key("deleted").acknowledge();
  }

  private List<Runnable> writes() {
    return List.of(
        () -> write("small", SMALL),
        () -> write("large", LARGE),
        () -> write("new" + made, LARGE),
        this::copy,
        this::upload,
        this::delete);
  }

  void everyWriteSucceeds() {
    write("deleted", SMALL);
    writes().forEach(Runnable::run);
    write("deleted", LARGE);
    everythingIsThere(", with room");
  }

  /** Every one of them is told so, by one of these outcomes. */
  void everyWriteIsRefused(Set<String> outcomes) {
    for (Runnable write : writes()) {
      String refusal = refusal(write);
      assertTrue(outcomes.contains(refusal), refusal);
    }
  }

  private static String refusal(Runnable write) {
    try {
      write.run();
    } catch (RefusedException e) {
      return e.answer().outcome();
    }
    return fail("a write succeeded that can not have");
  }

  /** Writes until there is no more room, and returns what is said then. */
  String fill(Set<String> outcomes) {
    for (int i = 0; i < 200; i++) {
      try {
        write("fill" + i, LARGE);
        write("little" + i, SMALL);
      } catch (RefusedException e) {
        assertTrue(outcomes.contains(e.answer().outcome()), e.answer()::outcome);
        return e.answer().outcome();
      }
    }
    return fail("there is no end of room");
  }

  /** Old or new, whole, and listed as it is. */
  void everythingIsThere(String when) {
    Map<String, String> expected = new TreeMap<>();
    for (KeyHistory key : new ArrayList<>(keys.values())) {
      Optional<PlainS3.Found> found = s3.get(key.key());
      boolean unused = key.settle(found.map(PlainS3.Found::content), when);
      found.ifPresent(it -> expected.put(key.key(), PlainS3.line(it)));
    }
    assertEquals(expected, s3.list(""), when);
  }

  /** How many files the objects need that are there: a copy shares that of its source. */
  long filesNeeded() {
    s3.uploads("").forEach((id, key) -> assertTrue(s3.abort(key, id)));
    return keys.values().stream()
        .flatMap(key -> key.content().stream())
        .filter(content -> content.size() == LARGE)
        .distinct()
        .count();
  }
}
