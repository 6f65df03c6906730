package com.cipherquay.store;

import java.util.Optional;

/**
 * How a bucket locks the versions of its objects.
 *
 * @param defaultRetention of versions for which nothing else is said; empty for none
 */
public record LockConfiguration(Optional<DefaultRetention> defaultRetention) {

  /** Versions are locked only where it is said of each. */
  public static final LockConfiguration NO_DEFAULT = new LockConfiguration(Optional.empty());
}
