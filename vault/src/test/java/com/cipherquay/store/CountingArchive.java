package com.cipherquay.store;

import java.io.IOException;
import java.util.Optional;

/** Counts the calls to the archived objects of a store. */
final class CountingArchive implements ArchiveStore {

  private final ArchiveStore archive;
  private final CallCounts counts;

  CountingArchive(ArchiveStore archive, CallCounts counts) {
    this.archive = archive;
    this.counts = counts;
  }

  @Override
  public boolean restore(StoredVersion object, int days, Optional<String> tier) throws IOException {
    counts.count(StoreCall.RESTORE);
    return archive.restore(object, days, tier);
  }
}
