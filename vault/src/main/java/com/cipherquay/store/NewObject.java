package com.cipherquay.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * An object about to be written to the local store.
 *
 * @param size of its content in bytes
 * @param description what it gets beside that
 */
record NewObject(String etag, Instant modified, long size, StoredDescription description) {

  /** One with an entity tag of its own, written now. */
  static NewObject of(long size, StoredDescription description) {
    return new NewObject(RandomId.next(), now(), size, description);
  }

  /** The present time, as precise as the index keeps it. */
  static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }
}
