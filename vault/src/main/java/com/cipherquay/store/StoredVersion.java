package com.cipherquay.store;

import java.util.Optional;

/**
 * An object, or one version of it.
 *
 * @param name its name
 * @param versionId what the store calls the version; empty for the current one
 */
public record StoredVersion(StoredName name, Optional<String> versionId) {

  /** The current version. */
  public static StoredVersion current(StoredName name) {
    return new StoredVersion(name, Optional.empty());
  }
}
