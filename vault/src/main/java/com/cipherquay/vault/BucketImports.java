package com.cipherquay.vault;

import com.cipherquay.keyset.ForeignKeys;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The parts of one bucket that other vaults' keys open. Thread-safe once all are added. */
final class BucketImports {

  static final BucketImports NONE = new BucketImports();

  private final Map<String, ForeignKeys> directories = new HashMap<>();
  private final Map<String, ForeignKeys> objects = new HashMap<>();
  // By the directory that they are in.
  private final Map<String, ForeignNames> names = new HashMap<>();

  /**
   * Adds a part.
   *
   * @throws IllegalArgumentException as {@link KeyImports#of}
   */
  void add(ForeignKeys part) {
    Map<String, ForeignKeys> known = part.isObject() ? objects : directories;
    if (known.putIfAbsent(part.path(), part) != null) {
      throw new IllegalArgumentException(
          "there are keys for s3://" + part.bucket() + "/" + part.path() + " already");
    }
    int start = 0;
    int storedStart = 0;
    for (int end = slash(part.path(), 0); end >= 0; end = slash(part.path(), start)) {
      int storedEnd = slash(part.stored(), storedStart);
      String component = part.path().substring(start, end);
      String stored = part.stored().substring(storedStart, storedEnd);
      if (!in(part.path().substring(0, start)).addDirectory(component, stored)) {
        throw conflict(part, part.path().substring(0, end + 1));
      }
      start = end + 1;
      storedStart = storedEnd + 1;
    }
    if (part.isObject()) {
      String leaf = part.path().substring(start);
      if (!in(part.path().substring(0, start))
          .addLeaf(leaf, part.stored().substring(storedStart))) {
        throw conflict(part, part.path());
      }
    }
  }

  private static int slash(String path, int from) {
    return path.indexOf('/', from);
  }

  private static IllegalArgumentException conflict(ForeignKeys part, String path) {
    return new IllegalArgumentException(
        "in s3://" + part.bucket() + "/ there are keys of another vault on the way to " + path);
  }

  private ForeignNames in(String directory) {
    return names.computeIfAbsent(directory, path -> new ForeignNames());
  }

  /** The keys that begin at a directory. */
  Optional<ForeignKeys> at(String directory) {
    return Optional.ofNullable(directories.get(directory));
  }

  /** The keys of one object. */
  Optional<ForeignKeys> ofObject(String key) {
    return Optional.ofNullable(objects.get(key));
  }

  /** The components in a directory that other vaults made. */
  ForeignNames namesIn(String directory) {
    return Optional.ofNullable(names.get(directory)).orElse(ForeignNames.NONE);
  }

  boolean isEmpty() {
    return directories.isEmpty() && objects.isEmpty();
  }

  /** The keys that are used for an object, if they are another vault's. */
  Optional<ForeignKeys> covering(String key) {
    if (isEmpty()) {
      return Optional.empty();
    }
    Optional<ForeignKeys> found = ofObject(key);
    for (int end = key.lastIndexOf('/'); found.isEmpty() && end >= 0; ) {
      found = at(key.substring(0, end + 1));
      end = key.lastIndexOf('/', end - 1);
    }
    return found.or(() -> at(""));
  }
}
