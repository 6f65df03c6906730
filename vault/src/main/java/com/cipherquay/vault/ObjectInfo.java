package com.cipherquay.vault;

import com.cipherquay.store.StoredTraits;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An object without its body.
 *
 * @param etag the entity tag for clients, without quotes: the store's, made visibly not an MD5
 * @param length the plaintext length in bytes
 * @param lastModified the store's word
 * @param metadata what the client stored, authenticated
 * @param checksums those that are known without another call to the store
 * @param parts those that it was put in
 * @param traits what else the store says
 * @param versionId which version it is; empty if the bucket never kept versions
 */
public record ObjectInfo(
    String etag,
    long length,
    Instant lastModified,
    ObjectMetadata metadata,
    List<ObjectChecksum> checksums,
    ObjectParts parts,
    StoredTraits traits,
    Optional<String> versionId) {

  public ObjectInfo {
    checksums = List.copyOf(checksums);
  }

  /** The same with these checksums. */
  ObjectInfo with(List<ObjectChecksum> known) {
    return new ObjectInfo(etag, length, lastModified, metadata, known, parts, traits, versionId);
  }
}
