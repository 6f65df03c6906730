package com.cipherquay.store;

import java.util.Optional;

/**
 * What an object gets beside its body.
 *
 * @param metadata opaque bytes
 * @param tags empty for none, or on a copy for those of the source
 * @param storageClass how it is to be kept
 */
public record StoredDescription(
    StoredMetadata metadata, Optional<StoredTags> tags, StorageClass storageClass) {

  /** Metadata and nothing more. */
  public static StoredDescription of(StoredMetadata metadata) {
    return new StoredDescription(metadata, Optional.empty(), StorageClass.STANDARD);
  }

  public StoredDescription with(StoredTags newTags) {
    return new StoredDescription(metadata, Optional.of(newTags), storageClass);
  }

  public StoredDescription in(StorageClass newClass) {
    return new StoredDescription(metadata, tags, newClass);
  }
}
