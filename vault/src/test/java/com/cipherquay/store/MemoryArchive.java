package com.cipherquay.store;

import java.time.Instant;
import java.util.Optional;

/** The archived objects of a bucket in memory. */
final class MemoryArchive implements ArchiveStore {

  private final MemoryStore.Bucket bucket;

  MemoryArchive(MemoryStore.Bucket bucket) {
    this.bucket = bucket;
  }

  @Override
  public boolean restore(StoredVersion object, int days, Optional<String> tier)
      throws StoreException {
    return bucket.objects().restore(object, LocalArchive.expiry(Instant.now(), days));
  }
}
