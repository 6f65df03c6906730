package com.cipherquay.store;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The archived objects in one bucket of the local store. They lie where all others do, and keep the
 * rules of their class: they can be read only after they were restored, which takes no time here.
 */
final class LocalArchive implements ArchiveStore {

  private final String bucket;
  private final Index index;

  LocalArchive(String bucket, Index index) {
    this.bucket = bucket;
    this.index = index;
  }

  @Override
  public boolean restore(StoredVersion object, int days, Optional<String> tier)
      throws StoreException {
    Instant expiry = expiry(Instant.now(), days);
    return index.commit(updates -> updates.restore(bucket, object, expiry));
  }

  /** AWS, "Restoring an archived object": days are rounded up to the next midnight UTC. */
  static Instant expiry(Instant now, int days) {
    return now.atZone(ZoneOffset.UTC).plusDays(days + 1L).truncatedTo(ChronoUnit.DAYS).toInstant();
  }
}
