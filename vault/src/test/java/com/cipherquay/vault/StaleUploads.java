package com.cipherquay.vault;

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
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes objects of what was first uploaded under a number, whatever replaced it. */
final class StaleUploads implements UploadStore {

  private final UploadStore uploads;
  private final Map<Integer, byte[]> first = new HashMap<>();

  StaleUploads(UploadStore uploads) {
    this.uploads = uploads;
  }

  @Override
  public String create(StoredName name, StoredDescription description) throws IOException {
    return uploads.create(name, description);
  }

  @Override
  public String writePart(StoredUpload upload, int number, StoredBody body) throws IOException {
    byte[] bytes = body.stream().readAllBytes();
    first.putIfAbsent(number, bytes);
    return rewrite(upload, number, bytes);
  }

  private String rewrite(StoredUpload upload, int number, byte[] bytes) throws IOException {
    StoredBody body = new StoredBody(new ByteArrayInputStream(bytes), bytes.length);
    return uploads.writePart(upload, number, body);
  }

  @Override
  public Written complete(StoredUpload upload, List<StoredPart> parts, WriteCondition condition)
      throws IOException {
    List<StoredPart> stale = new ArrayList<>();
    for (StoredPart part : parts) {
      byte[] bytes = first.getOrDefault(part.number(), new byte[0]);
      stale.add(new StoredPart(part.number(), rewrite(upload, part.number(), bytes)));
    }
    return uploads.complete(upload, stale, condition);
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
