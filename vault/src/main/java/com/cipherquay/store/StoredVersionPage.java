package com.cipherquay.store;

import java.time.Instant;
import java.util.List;

/**
 * One page of versions.
 *
 * @param entries versions and delete markers by name, of each name the newest first
 * @param commonPrefixes rolled-up prefixes in byte order, each ending in {@code /}
 * @param truncated whether more follows; then the page is not empty
 */
public record StoredVersionPage(
    List<Entry> entries, List<String> commonPrefixes, boolean truncated) {

  /**
   * A version or a delete marker.
   *
   * @param name the stored name; a raw string, because a foreign object may have a name no vault
   *     produces
   * @param versionId what the store calls it, never empty
   * @param latest whether it is the current one
   * @param marker whether it is a delete marker: without entity tag, and of size 0
   * @param etag the store's entity tag without quotes
   * @param size the length of the ciphertext in bytes
   * @param lastModified when the store took it
   * @param storageClass how it is kept; of no meaning for a delete marker
   */
  public record Entry(
      String name,
      String versionId,
      boolean latest,
      boolean marker,
      String etag,
      long size,
      Instant lastModified,
      StorageClass storageClass) {}

  public StoredVersionPage {
    entries = List.copyOf(entries);
    commonPrefixes = List.copyOf(commonPrefixes);
  }
}
