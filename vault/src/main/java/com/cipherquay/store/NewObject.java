package com.cipherquay.store;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * An object about to be written to the local store.
 *
 * @param size of its content in bytes
 * @param description what it gets beside that
 */
record NewObject(String etag, Instant modified, long size, StoredDescription description) {

  /** One with an entity tag of its own, written now by that clock. */
  static NewObject of(long size, StoredDescription description, Clock clock) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return new NewObject(RandomId.next(), now, size, description);
  }

  /** The same in another class. */
  NewObject in(StorageClass storageClass) {
    return new NewObject(etag, modified, size, description.in(storageClass));
  }

  /** Its storage class as the index has it: the usual one takes no room. */
  String classColumn() {
    return column(description.storageClass());
  }

  static String column(StorageClass storageClass) {
    return storageClass.equals(StorageClass.STANDARD) ? "" : storageClass.name();
  }

  static StorageClass ofColumn(String column) {
    return column.isEmpty() ? StorageClass.STANDARD : new StorageClass(column);
  }

  /** The present time, as precise as the index keeps it. */
  static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }
}
