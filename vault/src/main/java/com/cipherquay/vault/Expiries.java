package com.cipherquay.vault;

import com.cipherquay.store.ObjectStore;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** Notes which objects of one bucket end by themselves. Thread-safe. */
final class Expiries {

  private final ObjectStore store;
  private final PathKeys keys;

  Expiries(ObjectStore store, PathKeys keys) {
    this.store = store;
    this.keys = keys;
  }

  /**
   * Notes when an object ends that is about to be written, at the cost of one call to the store if
   * it does. Before it, because what is noted and never written does no harm.
   */
  void note(ObjectKey key, WriteId writeId, ObjectMetadata metadata) throws IOException {
    Optional<Instant> at = metadata.expiry();
    if (at.isEmpty()) {
      return;
    }
    ExpiryRecord record = new ExpiryRecord(at.get(), writeId, key);
    Siv cipher = keys.expiries();
    byte[] body = record.seal(cipher);
    OwnObjects.write(store, record.name(cipher), body);
  }
}
