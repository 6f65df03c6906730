package com.cipherquay.store;

import java.io.IOException;

/**
 * The versions of the objects of one namespace (AWS, "Retaining multiple versions of objects with
 * S3 Versioning").
 *
 * <p>Every method is one call to the store, and throws {@link StoreException} for its refusals and
 * failures: {@code UNSUPPORTED} where it has no versions. Thread-safe.
 */
public interface VersionStore {

  /** Whether the bucket keeps versions. */
  Versioning versioning() throws IOException;

  /**
   * Has the bucket keep versions, or no new ones.
   *
   * @param versioning any but {@code NEVER}: there is no way back
   * @throws StoreException {@code BUCKET_STATE} if the bucket locks versions, and so must keep them
   */
  void setVersioning(Versioning versioning) throws IOException;

  /** Lists one page of versions and delete markers; of a bucket without versions, its objects. */
  StoredVersionPage list(StoredVersionRequest request) throws IOException;
}
