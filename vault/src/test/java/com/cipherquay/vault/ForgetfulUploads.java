package com.cipherquay.vault;

import com.cipherquay.store.ObjectStore;
import com.cipherquay.store.StoredBody;
import com.cipherquay.store.StoredDescription;
import com.cipherquay.store.StoredName;
import com.cipherquay.store.StoredPart;
import com.cipherquay.store.StoredPartPage;
import com.cipherquay.store.StoredUpload;
import com.cipherquay.store.StoredUploadPage;
import com.cipherquay.store.StoredVersion;
import com.cipherquay.store.UploadPosition;
import com.cipherquay.store.UploadStore;
import com.cipherquay.store.WriteCondition;
import com.cipherquay.store.Written;
import java.io.IOException;
import java.util.List;

/** Uploads whose objects have no tags, whatever was said at the beginning: those of Ceph. */
final class ForgetfulUploads implements UploadStore {

  private final UploadStore uploads;
  private final ObjectStore objects;

  ForgetfulUploads(UploadStore uploads, ObjectStore objects) {
    this.uploads = uploads;
    this.objects = objects;
  }

  @Override
  public String create(StoredName name, StoredDescription description) throws IOException {
    return uploads.create(name, description);
  }

  @Override
  public String writePart(StoredUpload upload, int number, StoredBody body) throws IOException {
    return uploads.writePart(upload, number, body);
  }

  @Override
  public Written complete(StoredUpload upload, List<StoredPart> parts, WriteCondition condition)
      throws IOException {
    Written written = uploads.complete(upload, parts, condition);
    objects.tags().delete(StoredVersion.current(upload.name()));
    return written;
  }

  @Override
  public void abort(StoredUpload upload) throws IOException {
    uploads.abort(upload);
  }

  @Override
  public StoredPartPage parts(StoredUpload upload, int after, int limit) throws IOException {
    return uploads.parts(upload, after, limit);
  }

  @Override
  public StoredUploadPage list(String prefix, UploadPosition after, int limit) throws IOException {
    return uploads.list(prefix, after, limit);
  }
}
