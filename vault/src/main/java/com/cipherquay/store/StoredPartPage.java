package com.cipherquay.store;

import java.time.Instant;
import java.util.List;

/**
 * A page of the parts of an upload, by ascending number.
 *
 * @param truncated whether more parts follow the last one
 * @param storageClass how the object will be kept
 */
public record StoredPartPage(List<Entry> entries, boolean truncated, StorageClass storageClass) {

  /**
   * One part.
   *
   * @param size the length of the ciphertext in bytes
   * @param lastModified when the store took it
   */
  public record Entry(StoredPart part, long size, Instant lastModified) {}

  public StoredPartPage {
    entries = List.copyOf(entries);
  }

  /** A page of an upload that was not given a storage class. */
  public StoredPartPage(List<Entry> entries, boolean truncated) {
    this(entries, truncated, StorageClass.STANDARD);
  }
}
