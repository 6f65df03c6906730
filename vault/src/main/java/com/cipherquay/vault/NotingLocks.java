package com.cipherquay.vault;

import com.cipherquay.store.LegalHold;
import com.cipherquay.store.LockConfiguration;
import com.cipherquay.store.LockStore;
import com.cipherquay.store.Retention;
import com.cipherquay.store.StoredDeletion;
import com.cipherquay.store.StoredDeletions;
import com.cipherquay.store.StoredName;
import com.cipherquay.store.StoredVersion;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Notes the objects that are deleted past their locks, as {@link NotingStore}. */
final class NotingLocks implements LockStore {

  private final LockStore locks;
  private final Consumer<StoredName> note;

  NotingLocks(LockStore locks, Consumer<StoredName> note) {
    this.locks = locks;
    this.note = note;
  }

  @Override
  public StoredDeletion delete(StoredVersion object) throws IOException {
    try {
      return locks.delete(object);
    } finally {
      note.accept(object.name());
    }
  }

  @Override
  public StoredDeletions deleteAll(List<StoredVersion> objects) throws IOException {
    try {
      return locks.deleteAll(objects);
    } finally {
      objects.forEach(object -> note.accept(object.name()));
    }
  }

  @Override
  public LockConfiguration configuration() throws IOException {
    return locks.configuration();
  }

  @Override
  public void setConfiguration(LockConfiguration configuration) throws IOException {
    locks.setConfiguration(configuration);
  }

  /** No listing shows locks. */
  @Override
  public void setRetention(
      StoredVersion object, Optional<Retention> retention, boolean bypassGovernance)
      throws IOException {
    locks.setRetention(object, retention, bypassGovernance);
  }

  @Override
  public void setLegalHold(StoredVersion object, LegalHold hold) throws IOException {
    locks.setLegalHold(object, hold);
  }
}
