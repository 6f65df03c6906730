package com.cipherquay.vault;

import com.cipherquay.store.StorageClass;
import com.cipherquay.store.StoredPartPage;
import com.cipherquay.store.StoredUpload;
import com.cipherquay.store.UploadStore;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Walks the parts that a store has of an upload, page by page as needed. Believes no page that does
 * not advance. Used by one thread.
 */
final class StoredPartWalk {

  private static final int PAGE = 1000;

  private final UploadStore uploads;
  private final StoredUpload upload;
  private final Deque<StoredPartPage.Entry> buffer = new ArrayDeque<>();
  private int after;
  private boolean more;
  private StorageClass storageClass = StorageClass.STANDARD;

  private StoredPartWalk(UploadStore uploads, StoredUpload upload, int after) {
    this.uploads = uploads;
    this.upload = upload;
    this.after = after;
  }

  /**
   * A walk whose first page is read, so that the upload is known to be in progress.
   *
   * @param after only parts with a greater number
   */
  static StoredPartWalk start(UploadStore uploads, StoredUpload upload, int after)
      throws IOException {
    StoredPartWalk walk = new StoredPartWalk(uploads, upload, after);
    walk.fill();
    return walk;
  }

  /** How the store will keep the object. */
  StorageClass storageClass() {
    return storageClass;
  }

  /** The part with this number; asked for by ascending numbers. */
  Optional<StoredPartPage.Entry> find(int number) throws IOException {
    while (true) {
      while (!buffer.isEmpty() && buffer.element().part().number() < number) {
        buffer.remove();
      }
      if (!buffer.isEmpty() || !more) {
        return Optional.ofNullable(buffer.peek()).filter(it -> it.part().number() == number);
      }
      fill();
    }
  }

  private void fill() throws IOException {
    StoredPartPage page = uploads.parts(upload, after, PAGE);
    for (StoredPartPage.Entry entry : page.entries()) {
      if (entry.part().number() <= after) {
        throw corrupt();
      }
      after = entry.part().number();
      buffer.add(entry);
    }
    more = page.truncated();
    storageClass = page.storageClass();
    if (more && buffer.isEmpty()) {
      throw corrupt();
    }
  }

  private static VaultException corrupt() {
    return new VaultException(VaultFault.CORRUPT, "the store's list of parts does not advance");
  }
}
