package com.cipherquay.store;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * What else a store says of an object: its untrusted word, and none of the vault's business.
 *
 * @param tags how many tags it has; empty if the store does not say
 * @param storageClass how it is kept
 * @param restoration if it is archived and its restoration was asked for
 * @param lock what keeps it from being deleted
 */
public record StoredTraits(
    OptionalInt tags,
    StorageClass storageClass,
    Optional<Restoration> restoration,
    StoredLock lock) {

  /** Those of an object of which the store says nothing. */
  public static final StoredTraits UNKNOWN =
      new StoredTraits(OptionalInt.empty(), StorageClass.STANDARD, Optional.empty());

  /** Those of an object that nothing locks. */
  public StoredTraits(
      OptionalInt tags, StorageClass storageClass, Optional<Restoration> restoration) {
    this(tags, storageClass, restoration, StoredLock.NONE);
  }

  /** Whether the object can not be read as it is. */
  boolean isArchived() {
    return storageClass.isArchive() && restoration.isEmpty();
  }
}
