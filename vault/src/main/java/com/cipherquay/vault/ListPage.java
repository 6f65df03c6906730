package com.cipherquay.vault;

import com.cipherquay.store.StorageClass;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One page of a bucket.
 *
 * @param objects the objects, in the order of the listing
 * @param commonPrefixes the plaintext common prefixes, in the order of the listing
 * @param continuation present if more follows
 * @param lastKey the key or common prefix with which the page ends (ListObjects' NextMarker);
 *     present with {@code continuation}
 */
public record ListPage(
    List<ListedObject> objects,
    List<String> commonPrefixes,
    Optional<String> continuation,
    Optional<String> lastKey) {

  /**
   * One object of the page.
   *
   * @param key the plaintext key
   * @param etag the entity tag for clients, without quotes, the same as {@link ObjectInfo#etag()}
   * @param length the exact plaintext length in bytes, by arithmetic from the stored size
   * @param lastModified the store's word
   * @param storageClass the store's word
   */
  public record ListedObject(
      ObjectKey key, String etag, long length, Instant lastModified, StorageClass storageClass) {}

  public ListPage {
    objects = List.copyOf(objects);
    commonPrefixes = List.copyOf(commonPrefixes);
  }
}
