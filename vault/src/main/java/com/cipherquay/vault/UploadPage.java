package com.cipherquay.vault;

import com.cipherquay.store.StorageClass;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A page of the uploads in progress, in the order of the keys' UTF-8 bytes, then of the ids.
 *
 * @param uploads those that are not rolled up
 * @param prefixes common prefixes
 * @param next where the next page begins; empty if this is the last
 */
public record UploadPage(List<Upload> uploads, List<String> prefixes, Optional<Marker> next) {

  /** One upload. */
  public record Upload(ObjectKey key, String id, Instant initiated, StorageClass storageClass) {}

  /**
   * Where a page ends.
   *
   * @param key the last key, or the last common prefix
   * @param uploadId the last upload's id; empty after a common prefix
   */
  public record Marker(String key, String uploadId) {}

  public UploadPage {
    uploads = List.copyOf(uploads);
    prefixes = List.copyOf(prefixes);
  }
}
