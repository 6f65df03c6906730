package com.cipherquay.vault;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Components in one directory whose stored forms were made by another vault, and given away with
 * its keys: those on the way to what the keys open. Thread-safe once all are added.
 */
final class ForeignNames {

  static final ForeignNames NONE = new ForeignNames();

  private final Map<String, String> directories = new HashMap<>();
  private final Map<String, String> leaves = new HashMap<>();
  private final Map<String, String> storedDirectories = new HashMap<>();
  private final Map<String, String> storedLeaves = new HashMap<>();

  /** Adds a directory; false if it is there in another form. */
  boolean addDirectory(String component, String stored) {
    return add(directories, component, stored) && add(storedDirectories, stored, component);
  }

  /** Adds an object; false if it is there in another form. */
  boolean addLeaf(String component, String stored) {
    return add(leaves, component, stored) && add(storedLeaves, stored, component);
  }

  private static boolean add(Map<String, String> names, String from, String to) {
    String known = names.putIfAbsent(from, to);
    return known == null || known.equals(to);
  }

  boolean isEmpty() {
    return directories.isEmpty() && leaves.isEmpty();
  }

  /** The stored form of a directory. */
  Optional<String> storedDirectory(String component) {
    return Optional.ofNullable(directories.get(component));
  }

  /** The stored form of an object's last component. */
  Optional<String> storedLeaf(String component) {
    return Optional.ofNullable(leaves.get(component));
  }

  /** The directory behind a stored form. */
  Optional<String> directory(String stored) {
    return Optional.ofNullable(storedDirectories.get(stored));
  }

  /** The last component behind a stored form. */
  Optional<String> leaf(String stored) {
    return Optional.ofNullable(storedLeaves.get(stored));
  }
}
