package com.cipherquay.store;

import java.time.Instant;
import java.util.List;

/**
 * A page of the uploads in progress.
 *
 * @param truncated whether more uploads follow the last one
 */
public record StoredUploadPage(List<Entry> entries, boolean truncated) {

  /**
   * One upload.
   *
   * @param name the stored name; a raw string, because a foreign upload may have a name no vault
   *     produces
   * @param initiated when the store began it
   * @param storageClass how the object will be kept
   */
  public record Entry(String name, String id, Instant initiated, StorageClass storageClass) {

    /** An upload that was not given a storage class. */
    public Entry(String name, String id, Instant initiated) {
      this(name, id, initiated, StorageClass.STANDARD);
    }
  }

  public StoredUploadPage {
    entries = List.copyOf(entries);
  }
}
