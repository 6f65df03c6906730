package com.cipherquay.vault;

import com.cipherquay.store.StorageClass;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One page of versions.
 *
 * @param versions versions and delete markers in the order of the listing, those of one key from
 *     the newest to the oldest
 * @param commonPrefixes the plaintext common prefixes, in the order of the listing
 * @param next where the next page begins; present if more follows
 */
public record VersionPage(
    List<ListedVersion> versions, List<String> commonPrefixes, Optional<Marker> next) {

  /**
   * One version, or a delete marker.
   *
   * @param key the plaintext key
   * @param versionId what the store calls it
   * @param latest whether it is the current one
   * @param marker whether it is a delete marker, which has no entity tag and no length
   * @param etag the entity tag for clients, without quotes
   * @param length the exact plaintext length in bytes, by arithmetic from the stored size
   * @param lastModified the store's word
   * @param storageClass likewise; of no meaning for a delete marker
   */
  public record ListedVersion(
      ObjectKey key,
      String versionId,
      boolean latest,
      boolean marker,
      String etag,
      long length,
      Instant lastModified,
      StorageClass storageClass) {}

  /**
   * The line with which a page ends.
   *
   * @param key the key, or a common prefix
   * @param versionId the version; empty after a common prefix
   */
  public record Marker(String key, Optional<String> versionId) {}

  public VersionPage {
    versions = List.copyOf(versions);
    commonPrefixes = List.copyOf(commonPrefixes);
  }
}
