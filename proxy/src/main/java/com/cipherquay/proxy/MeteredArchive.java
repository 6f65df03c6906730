package com.cipherquay.proxy;

import com.cipherquay.store.ArchiveStore;
import com.cipherquay.store.StoredVersion;
import java.io.IOException;
import java.util.Optional;

/** Counts the calls to the archived objects of a bucket, and passes them on. */
final class MeteredArchive implements ArchiveStore {

  private final ArchiveStore archive;
  private final StoreCalls calls;

  MeteredArchive(ArchiveStore archive, StoreCalls calls) {
    this.archive = archive;
    this.calls = calls;
  }

  @Override
  public boolean restore(StoredVersion object, int days, Optional<String> tier) throws IOException {
    return calls.count("restore", () -> archive.restore(object, days, tier));
  }
}
