package com.cipherquay.vault;

import com.cipherquay.store.StorageClass;
import com.cipherquay.store.StoredLock;
import java.util.Optional;

/**
 * What a copy has beside its body.
 *
 * @param metadata empty for that of the source
 * @param tags empty for those of the source
 * @param storageClass how the store is to keep it; never that of the source by itself
 * @param lock what keeps it from being deleted; likewise
 */
public record CopyDescription(
    Optional<ObjectMetadata> metadata,
    Optional<ObjectTags> tags,
    StorageClass storageClass,
    StoredLock lock) {

  /** That of a copy that is not locked. */
  public CopyDescription(
      Optional<ObjectMetadata> metadata, Optional<ObjectTags> tags, StorageClass storageClass) {
    this(metadata, tags, storageClass, StoredLock.NONE);
  }
}
