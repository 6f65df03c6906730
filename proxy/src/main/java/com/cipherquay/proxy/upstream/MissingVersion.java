package com.cipherquay.proxy.upstream;

import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import com.cipherquay.store.StoredMarker;
import com.cipherquay.store.StoredPageRequest;
import com.cipherquay.store.StoredVersion;
import com.cipherquay.store.StoredVersionPage;
import com.cipherquay.store.StoredVersionRequest;
import com.cipherquay.store.VersionPosition;
import java.io.IOException;
import java.util.Optional;

/**
 * Finds out whether a version that can not be read is a delete marker: Ceph says of one that it is
 * not there.
 *
 * @param object the version that was asked for
 */
record MissingVersion(ObjectRequests requests, StoredVersion object) {

  /** The failure, or a better one; looks for the marker among the newest versions of the name. */
  StoreException explain(StoreException failure) {
    if (failure.fault() != StoreFault.NO_SUCH_VERSION) {
      return failure;
    }
    StoredVersionRequest request =
        new StoredVersionRequest(
            object.name().value(), false, VersionPosition.FIRST, StoredPageRequest.MAX_LIMIT);
    try {
      StoredVersionPage page = new VersionListing(requests, request).send(requests.client());
      return page.entries().stream()
          .filter(this::isMarker)
          .findFirst()
          .map(marker -> marked(failure, marker))
          .orElse(failure);
    } catch (IOException e) {
      failure.addSuppressed(e);
      return failure;
    }
  }

  private boolean isMarker(StoredVersionPage.Entry entry) {
    return entry.marker()
        && entry.name().equals(object.name().value())
        && object.versionId().equals(Optional.of(entry.versionId()));
  }

  private static StoreException marked(StoreException failure, StoredVersionPage.Entry marker) {
    StoredMarker found =
        new StoredMarker(Optional.of(marker.versionId()), Optional.of(marker.lastModified()));
    String message = "a delete marker: " + failure.getMessage();
    return StoreException.of(StoreFault.DELETE_MARKER, message, found);
  }
}
