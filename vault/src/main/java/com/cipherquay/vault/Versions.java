package com.cipherquay.vault;

import com.cipherquay.store.ObjectStore;
import com.cipherquay.store.VersionStore;
import com.cipherquay.store.Versioning;
import java.io.IOException;
import java.util.concurrent.atomic.LongAdder;

/** The versions of the objects of one bucket. Exceptions are as in {@link Vault}. Thread-safe. */
public final class Versions {

  private final VersionStore store;
  private final VersionListing listing;

  Versions(ObjectStore store, PathKeys keys, LongAdder hidden) {
    this.store = store.versions();
    this.listing = new VersionListing(this.store, keys, hidden);
  }

  /** Whether the bucket keeps versions. */
  public Versioning versioning() throws IOException {
    return store.versioning();
  }

  /**
   * Has the bucket keep versions, or no new ones.
   *
   * @param versioning any but {@code NEVER}
   */
  public void set(Versioning versioning) throws IOException {
    store.setVersioning(versioning);
  }

  /**
   * Lists one page of versions and delete markers, in the order of {@link Vault#list}.
   *
   * @throws VaultException {@code CORRUPT} if the store's pages are out of order
   */
  public VersionPage list(VersionListRequest request) throws IOException {
    return list(request, Visibility.ALL);
  }

  /** As {@link #list(VersionListRequest)}, of a part of the bucket. */
  public VersionPage list(VersionListRequest request, Visibility visible) throws IOException {
    return listing.page(request, visible);
  }
}
