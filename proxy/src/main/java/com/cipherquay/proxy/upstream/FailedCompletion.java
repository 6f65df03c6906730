package com.cipherquay.proxy.upstream;

import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import com.cipherquay.store.StoredPart;
import com.cipherquay.store.StoredPartPage;
import com.cipherquay.store.StoredUpload;
import com.cipherquay.store.UploadStore;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds out why an upload was not completed where the store's answer does not say.
 *
 * @param parts those that were to be the object
 */
record FailedCompletion(UploadStore uploads, StoredUpload upload, List<StoredPart> parts) {

  /** The failure, or a better one. */
  StoreException explain(StoreException failure) {
    try {
      return switch (failure.fault()) {
        case NO_SUCH_OBJECT -> S3Uploads.ofUpload(failure);
        // Without an answer nobody knows whether the store still works on it.
        case UNAVAILABLE -> failure.getCause() == null ? afterError(failure) : failure;
        case INVALID_PART -> afterInvalidPart(failure);
        case BROKEN -> afterRefusal(failure);
        case NO_SUCH_BUCKET,
            NO_SUCH_VERSION,
            INVALID_VERSION,
            DELETE_MARKER,
            NO_SUCH_UPLOAD,
            SOURCE_CHANGED,
            BUCKET_EXISTS,
            BUCKET_NOT_EMPTY,
            PRECONDITION_FAILED,
            RANGE_NOT_SATISFIABLE,
            CONFLICT,
            TOO_LARGE,
            LIMIT,
            DENIED,
            UNSUPPORTED,
            TAGS_UNSUPPORTED,
            CLASS_UNSUPPORTED,
            ARCHIVED,
            NOT_ARCHIVED,
            RESTORE_IN_PROGRESS,
            LOCKED,
            LOCK_UNSUPPORTED,
            NO_LOCK_CONFIGURATION,
            BUCKET_STATE,
            BUSY ->
            failure;
      };
    } catch (IOException e) {
      failure.addSuppressed(e);
      return failure;
    }
  }

  /** Ceph answers 500 if there is no such upload. */
  private StoreException afterError(StoreException failure) throws IOException {
    try {
      var unused = uploads.parts(upload, 0, 1);
      return failure;
    } catch (StoreException e) {
      e.addSuppressed(failure);
      return e.fault() == StoreFault.NO_SUCH_UPLOAD ? e : failure;
    }
  }

  /** Ceph finds parts invalid that are there, if there are others that were not named. */
  private StoreException afterInvalidPart(StoreException failure) throws IOException {
    return allAreThere()
        ? new StoreException(
            StoreFault.UNSUPPORTED,
            "this store makes no object of some of the parts of an upload",
            failure)
        : failure;
  }

  /** Ceph looks at the lengths of the parts that it has before it looks which ones were named. */
  private StoreException afterRefusal(StoreException failure) throws IOException {
    return allAreThere()
        ? failure
        : new StoreException(StoreFault.INVALID_PART, "a part is not as it was named", failure);
  }

  private boolean allAreThere() throws IOException {
    Set<StoredPart> missing = new HashSet<>(parts);
    StoredPartPage page;
    int after = 0;
    do {
      page = uploads.parts(upload, after, 1000);
      for (StoredPartPage.Entry entry : page.entries()) {
        missing.remove(entry.part());
        after = entry.part().number();
      }
    } while (page.truncated());
    return missing.isEmpty();
  }
}
