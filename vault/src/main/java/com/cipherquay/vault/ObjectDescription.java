package com.cipherquay.vault;

import com.cipherquay.store.StorageClass;

/**
 * What a client gives an object beside its body.
 *
 * @param metadata sealed together
 * @param tags encrypted one by one
 * @param storageClass how the store is to keep it, which is not encrypted
 */
public record ObjectDescription(
    ObjectMetadata metadata, ObjectTags tags, StorageClass storageClass) {

  /** Metadata and nothing more. */
  public static ObjectDescription of(ObjectMetadata metadata) {
    return new ObjectDescription(metadata, ObjectTags.NONE, StorageClass.STANDARD);
  }
}
