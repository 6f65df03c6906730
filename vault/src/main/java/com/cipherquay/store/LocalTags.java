package com.cipherquay.store;

/** The tags of the objects in one bucket of the local store: a column beside the metadata. */
final class LocalTags implements TagStore {

  private final String bucket;
  private final Index index;

  LocalTags(String bucket, Index index) {
    this.bucket = bucket;
    this.index = index;
  }

  @Override
  public StoredTags get(StoredVersion object) throws StoreException {
    return index.query(queries -> queries.tags(bucket, object));
  }

  @Override
  public void put(StoredVersion object, StoredTags tags) throws StoreException {
    StoredTags unused =
        index.commit(
            updates -> {
              updates.putTags(bucket, object, tags);
              return tags;
            });
  }

  @Override
  public void delete(StoredVersion object) throws StoreException {
    put(object, StoredTags.NONE);
  }
}
