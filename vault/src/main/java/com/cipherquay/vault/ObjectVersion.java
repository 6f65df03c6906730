package com.cipherquay.vault;

import java.util.Optional;

/**
 * One version of an object, or whichever is the current one.
 *
 * @param versionId what the store calls the version; empty for the current one
 */
public record ObjectVersion(ObjectKey key, Optional<String> versionId) {

  /** The current version of an object. */
  public static ObjectVersion current(ObjectKey key) {
    return new ObjectVersion(key, Optional.empty());
  }
}
