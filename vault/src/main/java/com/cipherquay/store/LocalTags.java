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
    StoredName name = current(object);
    return index
        .query(queries -> queries.tags(queries.bucket(bucket), name))
        .orElseThrow(() -> new StoreException(StoreFault.NO_SUCH_OBJECT, name.value()));
  }

  @Override
  public void put(StoredVersion object, StoredTags tags) throws StoreException {
    StoredName name = current(object);
    StoredTags unused =
        index.commit(
            updates -> {
              updates.putTags(bucket, name, tags);
              return tags;
            });
  }

  @Override
  public void delete(StoredVersion object) throws StoreException {
    put(object, StoredTags.NONE);
  }

  static StoredName current(StoredVersion object) throws StoreException {
    if (object.versionId().isPresent()) {
      throw new StoreException(StoreFault.UNSUPPORTED, "this store has no versions");
    }
    return object.name();
  }
}
