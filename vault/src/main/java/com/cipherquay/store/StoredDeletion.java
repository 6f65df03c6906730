package com.cipherquay.store;

import java.util.Optional;

/**
 * What came of a deletion.
 *
 * @param marker whether a delete marker was made, or, if a version was named, was what is gone now
 * @param versionId that of the new marker, or the version that was named; empty if the bucket never
 *     kept versions
 */
public record StoredDeletion(boolean marker, Optional<String> versionId) {

  /** The object is gone, and there was nothing but it. */
  public static final StoredDeletion PLAIN = new StoredDeletion(false, Optional.empty());
}
