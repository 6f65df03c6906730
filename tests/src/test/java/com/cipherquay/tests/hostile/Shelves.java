package com.cipherquay.tests.hostile;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** All that the store has. For one thread at a time. */
final class Shelves {

  private final NavigableMap<String, Shelf> shelves = new TreeMap<>();
  private long last;

  NavigableMap<String, Shelf> all() {
    return shelves;
  }

  void create(String bucket) {
    shelves.putIfAbsent(bucket, new Shelf());
  }

  /** One that is there. */
  Shelf existing(String bucket) {
    return Optional.ofNullable(shelves.get(bucket)).orElseThrow();
  }

  Shelf of(String bucket) throws StoreRefusal {
    Shelf shelf = shelves.get(bucket);
    if (shelf == null) {
      throw new StoreRefusal(404, "NoSuchBucket");
    }
    return shelf;
  }

  /** 32 hex digits that were not used before. */
  String unique() {
    return "%032x".formatted(++last);
  }

  /** A new object of what a request describes. */
  HeldObject object(StoreRequest request, byte[] body) {
    Map<String, String> fields =
        request.headers().entrySet().stream()
            .filter(f -> f.getKey().startsWith("x-amz-meta-") || f.getKey().equals("content-type"))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    String tags = request.header("x-amz-tagging").orElse("");
    return new HeldObject(new Blob(body), fields, unique(), now(), tags);
  }

  static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS);
  }
}
