package com.cipherquay.store;

import java.io.IOException;

/** Counts the calls to the versions of a store. */
final class CountingVersions implements VersionStore {

  private final VersionStore versions;
  private final CallCounts counts;

  CountingVersions(VersionStore versions, CallCounts counts) {
    this.versions = versions;
    this.counts = counts;
  }

  @Override
  public Versioning versioning() throws IOException {
    counts.count(StoreCall.GET_VERSIONING);
    return versions.versioning();
  }

  @Override
  public void setVersioning(Versioning versioning) throws IOException {
    counts.count(StoreCall.SET_VERSIONING);
    versions.setVersioning(versioning);
  }

  @Override
  public StoredVersionPage list(StoredVersionRequest request) throws IOException {
    counts.count(StoreCall.LIST_VERSIONS);
    return versions.list(request);
  }
}
