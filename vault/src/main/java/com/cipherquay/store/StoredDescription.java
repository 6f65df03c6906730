package com.cipherquay.store;

import java.util.Optional;

/**
 * What an object gets beside its body.
 *
 * @param metadata opaque bytes
 * @param tags empty for none, or on a copy for those of the source
 */
public record StoredDescription(StoredMetadata metadata, Optional<StoredTags> tags) {

  /** Metadata and nothing more. */
  public static StoredDescription of(StoredMetadata metadata) {
    return new StoredDescription(metadata, Optional.empty());
  }

  public StoredDescription with(StoredTags newTags) {
    return new StoredDescription(metadata, Optional.of(newTags));
  }
}
