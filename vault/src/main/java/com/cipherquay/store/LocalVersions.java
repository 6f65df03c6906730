package com.cipherquay.store;

/** The versions of the objects of one bucket of the local store. */
final class LocalVersions implements VersionStore {

  private final String bucket;
  private final Index index;

  LocalVersions(String bucket, Index index) {
    this.bucket = bucket;
    this.index = index;
  }

  @Override
  public Versioning versioning() throws StoreException {
    return index.query(queries -> queries.bucket(bucket)).versioning();
  }

  @Override
  public void setVersioning(Versioning versioning) throws StoreException {
    if (versioning == Versioning.NEVER) {
      throw new IllegalArgumentException("versions can be suspended, not forgotten");
    }
    index.commit(
        updates -> {
          updates.buckets().setVersioning(bucket, versioning);
          return versioning;
        });
  }

  @Override
  public StoredVersionPage list(StoredVersionRequest request) throws StoreException {
    return index.query(
        queries -> IndexVersionListing.page(queries, queries.bucket(bucket).id(), request));
  }
}
