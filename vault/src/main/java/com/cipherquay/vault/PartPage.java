package com.cipherquay.vault;

import com.cipherquay.store.StorageClass;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A page of the parts of an upload, by ascending number.
 *
 * @param checksum the checksum that the upload was created with
 * @param truncated whether more parts follow the last one
 * @param storageClass that the object will have
 */
public record PartPage(
    List<Part> parts,
    Optional<UploadChecksum> checksum,
    boolean truncated,
    StorageClass storageClass) {

  /**
   * One part.
   *
   * @param number 1 to 10000
   * @param etag as it was answered where the part was put, without quotes
   * @param length the plaintext length in bytes
   * @param lastModified the store's word
   * @param checksums base64 as on the wire; may be empty
   */
  public record Part(
      int number,
      String etag,
      long length,
      Instant lastModified,
      Map<ChecksumAlgorithm, String> checksums) {}

  public PartPage {
    parts = List.copyOf(parts);
  }
}
