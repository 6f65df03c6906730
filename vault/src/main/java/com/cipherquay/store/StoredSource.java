package com.cipherquay.store;

/**
 * An object that is copied within a store.
 *
 * @param bucket the bucket as {@link BucketStore#open} knows it
 * @param object the object in it
 * @param etag the entity tag it must have, without quotes
 * @param size its length in bytes, by which the store chooses how it copies
 */
public record StoredSource(String bucket, StoredVersion object, String etag, long size) {

  /** The current version of an object. */
  public StoredSource(String bucket, StoredName name, String etag, long size) {
    this(bucket, StoredVersion.current(name), etag, size);
  }

  public StoredName name() {
    return object.name();
  }
}
