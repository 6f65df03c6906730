package com.cipherquay.store;

import java.io.IOException;
import java.util.List;

/** Counts the calls to the uploads of a store. */
final class CountingUploads implements UploadStore {

  private final UploadStore uploads;
  private final CallCounts counts;

  CountingUploads(UploadStore uploads, CallCounts counts) {
    this.uploads = uploads;
    this.counts = counts;
  }

  @Override
  public String create(StoredName name, StoredDescription description) throws IOException {
    counts.count(StoreCall.CREATE_UPLOAD);
    return uploads.create(name, description);
  }

  @Override
  public String writePart(StoredUpload upload, int number, StoredBody body) throws IOException {
    counts.count(StoreCall.WRITE_PART);
    return uploads.writePart(upload, number, body);
  }

  @Override
  public Written complete(StoredUpload upload, List<StoredPart> parts, WriteCondition condition)
      throws IOException {
    counts.count(StoreCall.COMPLETE_UPLOAD);
    return uploads.complete(upload, parts, condition);
  }

  @Override
  public void abort(StoredUpload upload) throws IOException {
    counts.count(StoreCall.ABORT_UPLOAD);
    uploads.abort(upload);
  }

  @Override
  public StoredPartPage parts(StoredUpload upload, int after, int limit) throws IOException {
    counts.count(StoreCall.LIST_PARTS);
    return uploads.parts(upload, after, limit);
  }

  @Override
  public StoredUploadPage list(String prefix, UploadPosition after, int limit) throws IOException {
    counts.count(StoreCall.LIST_UPLOADS);
    return uploads.list(prefix, after, limit);
  }
}
