package com.cipherquay.store;

import java.util.Optional;

/** A bucket as the index knows it. */
record IndexedBucket(long id, Versioning versioning) {

  /** What clients are told of a version: nothing in a bucket that never kept any. */
  Optional<String> shown(String versionId) {
    return versioning == Versioning.NEVER ? Optional.empty() : Optional.of(versionId);
  }
}
