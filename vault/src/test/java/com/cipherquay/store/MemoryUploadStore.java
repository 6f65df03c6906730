package com.cipherquay.store;

import java.io.IOException;
import java.util.List;

/** The uploads of a bucket in memory, which may be created or deleted at any time. */
final class MemoryUploadStore implements UploadStore {

  /** Finds the uploads at each call. */
  @FunctionalInterface
  interface Bucket {
    MemoryUploads uploads() throws StoreException;
  }

  private final Bucket bucket;

  MemoryUploadStore(Bucket bucket) {
    this.bucket = bucket;
  }

  @Override
  public String create(StoredName name, StoredDescription description) throws IOException {
    return bucket.uploads().create(name, description);
  }

  @Override
  public String writePart(StoredUpload upload, int number, StoredBody body) throws IOException {
    MemoryUploads uploads = bucket.uploads();
    // A number out of range is refused by the type that names it.
    StoredPart part = new StoredPart(number, "");
    return uploads.put(upload, part.number(), BodyPump.array(body));
  }

  @Override
  public Written complete(StoredUpload upload, List<StoredPart> parts, WriteCondition condition)
      throws IOException {
    return bucket.uploads().complete(upload, parts, condition);
  }

  @Override
  public void abort(StoredUpload upload) throws IOException {
    bucket.uploads().abort(upload);
  }

  @Override
  public StoredPartPage parts(StoredUpload upload, int after, int limit) throws IOException {
    return bucket.uploads().parts(upload, after, limit);
  }

  @Override
  public StoredUploadPage list(String prefix, UploadPosition after, int limit) throws IOException {
    return bucket.uploads().page(prefix, after, limit);
  }
}
