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
import java.util.List;
import java.util.function.Function;

/** Answers lists of uploads with pages that are made up, and nothing else. */
record UploadPages(Function<UploadPosition, StoredUploadPage> pages) implements UploadStore {

  /** Always the same page. */
  static UploadPages of(StoredUploadPage page) {
    return new UploadPages(after -> page);
  }

  @Override
  public StoredUploadPage list(String prefix, UploadPosition after, int limit) {
    return pages.apply(after);
  }

  @Override
  public String create(StoredName name, StoredDescription description) {
    throw new UnsupportedOperationException();
  }

  @Override
  public String writePart(StoredUpload upload, int number, StoredBody body) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Written complete(StoredUpload upload, List<StoredPart> parts, WriteCondition condition) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void abort(StoredUpload upload) {
    throw new UnsupportedOperationException();
  }

  @Override
  public StoredPartPage parts(StoredUpload upload, int after, int limit) {
    throw new UnsupportedOperationException();
  }
}
