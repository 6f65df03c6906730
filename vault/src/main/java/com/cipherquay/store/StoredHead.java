package com.cipherquay.store;

import java.time.Instant;
import java.util.Optional;

/**
 * What a store says of an object without its body. All of it is the untrusted word of the store.
 *
 * @param etag the store's entity tag without quotes, never empty; changes with every write
 * @param size the length of the ciphertext in bytes
 * @param lastModified when the store took the write, to the second or finer
 * @param metadata the bytes given at the write
 * @param traits what else it says
 * @param versionId which version it is; empty if the bucket never kept versions
 */
public record StoredHead(
    String etag,
    long size,
    Instant lastModified,
    StoredMetadata metadata,
    StoredTraits traits,
    Optional<String> versionId) {

  /** That of an object without versions. */
  public StoredHead(
      String etag, long size, Instant lastModified, StoredMetadata metadata, StoredTraits traits) {
    this(etag, size, lastModified, metadata, traits, Optional.empty());
  }

  /** That of an object of which the store says nothing else. */
  public StoredHead(String etag, long size, Instant lastModified, StoredMetadata metadata) {
    this(etag, size, lastModified, metadata, StoredTraits.UNKNOWN);
  }
}
