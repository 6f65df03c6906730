package com.cipherquay.store;

/** The tags of a bucket in memory. */
final class MemoryTags implements TagStore {

  private final MemoryStore.Bucket bucket;

  MemoryTags(MemoryStore.Bucket bucket) {
    this.bucket = bucket;
  }

  @Override
  public StoredTags get(StoredVersion object) throws StoreException {
    return bucket.objects().find(object).tags();
  }

  @Override
  public void put(StoredVersion object, StoredTags tags) throws StoreException {
    bucket.objects().retag(object, tags);
  }

  @Override
  public void delete(StoredVersion object) throws StoreException {
    put(object, StoredTags.NONE);
  }
}
