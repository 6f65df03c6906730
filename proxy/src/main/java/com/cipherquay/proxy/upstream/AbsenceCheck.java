package com.cipherquay.proxy.upstream;

import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import com.cipherquay.store.StoredName;
import com.cipherquay.store.StoredVersion;
import com.cipherquay.store.StoredVersionPage;
import com.cipherquay.store.StoredVersionRequest;
import com.cipherquay.store.VersionPosition;
import com.cipherquay.store.Written;
import java.io.IOException;

/**
 * Decides, after a write, whether nothing was there before. Ceph looks whether the new version is
 * there, which it never is, and takes every write. The versions of a name have an order: of writers
 * that race only the first finds none before its own.
 *
 * @param name what was written
 */
record AbsenceCheck(ObjectRequests requests, StoredName name) {

  /**
   * Takes the version back if there was another one before it.
   *
   * @throws StoreException {@code PRECONDITION_FAILED}
   */
  void require(Written written) throws IOException {
    if (written.versionId().isEmpty()) {
      return;
    }
    VersionPosition made = new VersionPosition(name.value(), written.versionId());
    if (isFirst(made)) {
      return;
    }
    requests
        .client()
        .perform(requests.about("DELETE", new StoredVersion(name, written.versionId())));
    throw new StoreException(
        StoreFault.PRECONDITION_FAILED, "there was a version of " + name + " already");
  }

  private boolean isFirst(VersionPosition made) throws IOException {
    StoredVersionRequest before = new StoredVersionRequest(name.value(), false, made, 1);
    try {
      StoredVersionPage page = new VersionListing(requests, before).send(requests.client());
      return page.entries().stream()
          .noneMatch(entry -> entry.name().equals(name.value()) && !entry.marker());
    } catch (StoreException e) {
      if (e.fault() == StoreFault.DENIED) {
        // Who has rights for that has a store that keeps its conditions: AWS.
        return true;
      }
      throw e;
    }
  }
}
