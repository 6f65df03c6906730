package com.cipherquay.proxy;

import com.cipherquay.store.StoredVersionPage;
import com.cipherquay.store.StoredVersionRequest;
import com.cipherquay.store.VersionStore;
import com.cipherquay.store.Versioning;
import java.io.IOException;

/** Counts the calls to the versions of a bucket, and passes them on. */
final class MeteredVersions implements VersionStore {

  private final VersionStore versions;
  private final StoreCalls calls;

  MeteredVersions(VersionStore versions, StoreCalls calls) {
    this.versions = versions;
    this.calls = calls;
  }

  @Override
  public Versioning versioning() throws IOException {
    return calls.count("versioning", versions::versioning);
  }

  @Override
  public void setVersioning(Versioning versioning) throws IOException {
    calls.count("setVersioning", () -> versions.setVersioning(versioning));
  }

  @Override
  public StoredVersionPage list(StoredVersionRequest request) throws IOException {
    return calls.count("listVersions", () -> versions.list(request));
  }
}
