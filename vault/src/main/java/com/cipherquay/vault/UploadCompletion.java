package com.cipherquay.vault;

import com.cipherquay.store.WriteCondition;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a client says where it completes an upload.
 *
 * @param parts by ascending number, at least one
 * @param checksum the checksum that the object must have
 * @param length the plaintext length in bytes that it must have
 * @param condition {@code IfMatch} holds an entity tag as clients know it
 */
public record UploadCompletion(
    List<CompletedPart> parts,
    Optional<ObjectChecksum> checksum,
    OptionalLong length,
    WriteCondition condition) {

  public UploadCompletion {
    parts = List.copyOf(parts);
    for (int i = 1; i < parts.size(); i++) {
      if (parts.get(i).number() <= parts.get(i - 1).number()) {
        throw new IllegalArgumentException("parts are not in ascending order");
      }
    }
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("an object has at least one part");
    }
  }
}
