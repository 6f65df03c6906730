package com.cipherquay.store;

import java.time.Instant;

/**
 * One object in a page of a listing.
 *
 * @param name the stored name; a raw string, because a foreign object may have a name no vault
 *     produces
 * @param etag the store's entity tag without quotes
 * @param size the length of the ciphertext in bytes
 * @param lastModified when the store took the write
 * @param storageClass how it is kept
 */
public record StoredEntry(
    String name, String etag, long size, Instant lastModified, StorageClass storageClass) {

  /** An object that was not given a storage class. */
  public StoredEntry(String name, String etag, long size, Instant lastModified) {
    this(name, etag, size, lastModified, StorageClass.STANDARD);
  }
}
