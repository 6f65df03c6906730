package com.cipherquay.vault;

import com.cipherquay.store.StorageClass;
import com.cipherquay.store.StoredLock;

/**
 * What a client gives an object beside its body.
 *
 * @param metadata sealed together
 * @param tags encrypted one by one
 * @param storageClass how the store is to keep it, which is not encrypted
 * @param lock what keeps it from being deleted, which is not encrypted either
 */
public record ObjectDescription(
    ObjectMetadata metadata, ObjectTags tags, StorageClass storageClass, StoredLock lock) {

  /** That of an object that is not locked. */
  public ObjectDescription(ObjectMetadata metadata, ObjectTags tags, StorageClass storageClass) {
    this(metadata, tags, storageClass, StoredLock.NONE);
  }

  /** Metadata and nothing more. */
  public static ObjectDescription of(ObjectMetadata metadata) {
    return new ObjectDescription(metadata, ObjectTags.NONE, StorageClass.STANDARD);
  }
}
