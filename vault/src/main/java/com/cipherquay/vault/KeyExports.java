package com.cipherquay.vault;

/**
 * The keys that were given away, each of which opens all objects below some path. Two objects of
 * which such a key opens only one must not share a data key: its holder could forge the other
 * (FORMAT.md, R36). Thread-safe.
 */
@FunctionalInterface
public interface KeyExports {

  /** No key was given away. */
  KeyExports NONE = (oneBucket, oneKey, otherBucket, otherKey) -> false;

  /** Whether some key opens exactly one of the two objects. */
  boolean separates(String oneBucket, ObjectKey oneKey, String otherBucket, ObjectKey otherKey);
}
