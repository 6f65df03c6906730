package com.cipherquay.proxy;

import com.cipherquay.store.StoredBody;
import com.cipherquay.store.StoredDescription;
import com.cipherquay.store.StoredName;
import com.cipherquay.store.StoredPart;
import com.cipherquay.store.StoredPartPage;
import com.cipherquay.store.StoredUpload;
import com.cipherquay.store.StoredUploadPage;
import com.cipherquay.store.UploadPosition;
import com.cipherquay.store.UploadStore;
import com.cipherquay.store.WriteCondition;
import com.cipherquay.store.Written;
import java.io.IOException;
import java.util.List;

/** Counts the calls to the uploads of a bucket, and passes them on. */
final class MeteredUploads implements UploadStore {

  private final UploadStore uploads;
  private final StoreCalls calls;

  MeteredUploads(UploadStore uploads, StoreCalls calls) {
    this.uploads = uploads;
    this.calls = calls;
  }

  @Override
  public String create(StoredName name, StoredDescription description) throws IOException {
    return calls.count("createUpload", () -> uploads.create(name, description));
  }

  @Override
  public String writePart(StoredUpload upload, int number, StoredBody body) throws IOException {
    return calls.count("writePart", () -> uploads.writePart(upload, number, body));
  }

  @Override
  public Written complete(StoredUpload upload, List<StoredPart> parts, WriteCondition condition)
      throws IOException {
    return calls.count("completeUpload", () -> uploads.complete(upload, parts, condition));
  }

  @Override
  public void abort(StoredUpload upload) throws IOException {
    calls.count("abortUpload", () -> uploads.abort(upload));
  }

  @Override
  public StoredPartPage parts(StoredUpload upload, int after, int limit) throws IOException {
    return calls.count("listParts", () -> uploads.parts(upload, after, limit));
  }

  @Override
  public StoredUploadPage list(String prefix, UploadPosition after, int limit) throws IOException {
    return calls.count("listUploads", () -> uploads.list(prefix, after, limit));
  }
}
