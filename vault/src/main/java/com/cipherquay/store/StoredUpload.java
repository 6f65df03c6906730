package com.cipherquay.store;

/**
 * A multipart upload at a store.
 *
 * @param name the name that the object will have
 * @param id what the store calls the upload; opaque, never empty
 */
public record StoredUpload(StoredName name, String id) {

  public StoredUpload {
    if (id.isEmpty()) {
      throw new IllegalArgumentException("an upload has an id");
    }
  }
}
