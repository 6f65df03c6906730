package com.cipherquay.vault;

import com.cipherquay.store.StoredTraits;
import java.time.Instant;
import java.util.List;

/**
 * An object without its body.
 *
 * @param etag the entity tag for clients, without quotes: the store's, made visibly not an MD5
 * @param length the plaintext length in bytes
 * @param lastModified the store's word
 * @param metadata what the client stored, authenticated
 * @param checksums those that are known without another call to the store
 * @param parts how many parts it was put in; 0 if it was put in one piece
 * @param traits what else the store says
 */
public record ObjectInfo(
    String etag,
    long length,
    Instant lastModified,
    ObjectMetadata metadata,
    List<ObjectChecksum> checksums,
    int parts,
    StoredTraits traits) {

  public ObjectInfo {
    checksums = List.copyOf(checksums);
  }
}
