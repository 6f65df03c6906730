package com.cipherquay.proxy;

import com.cipherquay.store.LegalHold;
import com.cipherquay.store.LockConfiguration;
import com.cipherquay.store.LockStore;
import com.cipherquay.store.Retention;
import com.cipherquay.store.StoredDeletion;
import com.cipherquay.store.StoredDeletions;
import com.cipherquay.store.StoredVersion;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Counts the calls to the locks of a bucket, and passes them on. */
final class MeteredLocks implements LockStore {

  private final LockStore locks;
  private final StoreCalls calls;

  MeteredLocks(LockStore locks, StoreCalls calls) {
    this.locks = locks;
    this.calls = calls;
  }

  @Override
  public LockConfiguration configuration() throws IOException {
    return calls.count("lockConfiguration", locks::configuration);
  }

  @Override
  public void setConfiguration(LockConfiguration configuration) throws IOException {
    calls.count("setLockConfiguration", () -> locks.setConfiguration(configuration));
  }

  @Override
  public void setRetention(
      StoredVersion object, Optional<Retention> retention, boolean bypassGovernance)
      throws IOException {
    calls.count("setRetention", () -> locks.setRetention(object, retention, bypassGovernance));
  }

  @Override
  public void setLegalHold(StoredVersion object, LegalHold hold) throws IOException {
    calls.count("setLegalHold", () -> locks.setLegalHold(object, hold));
  }

  @Override
  public StoredDeletion delete(StoredVersion object) throws IOException {
    return calls.count("delete", () -> locks.delete(object));
  }

  @Override
  public StoredDeletions deleteAll(List<StoredVersion> objects) throws IOException {
    return calls.count("deleteAll", () -> locks.deleteAll(objects));
  }
}
