package com.cipherquay.store;

import java.util.Optional;

/**
 * One version of an object, or whichever is the current one.
 *
 * @param versionId what the store calls the version, {@code null} for the one that was written
 *     without versioning; empty for the current one
 */
public record StoredVersion(StoredName name, Optional<String> versionId) {

  /** What stores call the version that was written while the bucket kept no versions. */
  public static final String NULL_ID = "null";

  /** The current version of an object. */
  public static StoredVersion current(StoredName name) {
    return new StoredVersion(name, Optional.empty());
  }

  @Override
  public String toString() {
    return versionId.map(id -> name + "?versionId=" + id).orElse(name.value());
  }
}
