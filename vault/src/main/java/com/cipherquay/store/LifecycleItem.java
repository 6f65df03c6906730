package com.cipherquay.store;

import java.time.Instant;
import java.util.Optional;

/**
 * A version of an object, or a delete marker, as lifecycle rules look at it.
 *
 * @param sequence its place among the versions of its name
 * @param marker whether it is a delete marker
 * @param newer how many newer ones there are; 0 for the current one
 * @param since when it was created; or, if it is not current, when the next newer one was
 * @param alone whether there is nothing else of its name; looked up for current markers only
 */
record LifecycleItem(
    StoredName name,
    String versionId,
    String etag,
    long sequence,
    boolean marker,
    long size,
    StorageClass storageClass,
    StoredTags tags,
    int newer,
    Instant since,
    boolean alone) {

  boolean isCurrent() {
    return newer == 0;
  }

  StoredVersion version() {
    return new StoredVersion(name, Optional.of(versionId));
  }
}
