package com.cipherquay.store;

import java.util.Optional;

/**
 * What an object gets beside its body.
 *
 * @param metadata opaque bytes
 * @param tags empty for none, or on a copy for those of the source
 * @param storageClass how it is to be kept
 * @param lock what keeps it from being deleted; never that of a copy's source
 * @param own whether the object is the vault's own and no client's: where the store can tell, the
 *     default retention of the bucket does not count for it
 */
public record StoredDescription(
    StoredMetadata metadata,
    Optional<StoredTags> tags,
    StorageClass storageClass,
    StoredLock lock,
    boolean own) {

  /** That of what a vault keeps for itself beside the objects of clients. */
  public static final StoredDescription OWN =
      new StoredDescription(
          StoredMetadata.NONE, Optional.empty(), StorageClass.STANDARD, StoredLock.NONE, true);

  /** Metadata and nothing more. */
  public static StoredDescription of(StoredMetadata metadata) {
    return new StoredDescription(
        metadata, Optional.empty(), StorageClass.STANDARD, StoredLock.NONE, false);
  }

  public StoredDescription with(StoredMetadata newMetadata) {
    return new StoredDescription(newMetadata, tags, storageClass, lock, own);
  }

  public StoredDescription with(StoredTags newTags) {
    return new StoredDescription(metadata, Optional.of(newTags), storageClass, lock, own);
  }

  public StoredDescription in(StorageClass newClass) {
    return new StoredDescription(metadata, tags, newClass, lock, own);
  }

  public StoredDescription with(StoredLock newLock) {
    return new StoredDescription(metadata, tags, storageClass, newLock, own);
  }
}
