package com.cipherquay.vault;

import com.cipherquay.store.LegalHold;
import com.cipherquay.store.LockConfiguration;
import com.cipherquay.store.LockStore;
import com.cipherquay.store.ObjectStore;
import com.cipherquay.store.Retention;
import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import com.cipherquay.store.StoredDeletion;
import com.cipherquay.store.StoredLock;
import com.cipherquay.store.StoredVersion;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The locks on the versions of the objects of one bucket. The store must know them, as it is the
 * store that enforces them: they are not encrypted, and only its word. Exceptions are as in {@link
 * Vault} and {@link LockStore}. Thread-safe.
 */
public final class Locks {

  private static final Logger LOG = LoggerFactory.getLogger(Locks.class);

  private final ObjectStore objects;
  private final LockStore store;
  private final PathKeys keys;

  Locks(ObjectStore objects, PathKeys keys) {
    this.objects = objects;
    this.store = objects.locks();
    this.keys = keys;
  }

  /**
   * How the bucket locks. One call to the store.
   *
   * @throws StoreException {@code NO_LOCK_CONFIGURATION}
   */
  public LockConfiguration configuration() throws IOException {
    return store.configuration();
  }

  /**
   * Changes how the bucket locks. One call to the store.
   *
   * @throws StoreException {@code BUCKET_STATE}
   */
  public void setConfiguration(LockConfiguration configuration) throws IOException {
    store.setConfiguration(configuration);
  }

  /**
   * What locks a version. One call to the store; one more if nothing does.
   *
   * @throws StoreException {@code NO_SUCH_OBJECT}; {@code NO_LOCK_CONFIGURATION} if nothing in the
   *     bucket can be locked
   */
  public StoredLock get(ObjectVersion object) throws IOException {
    StoredLock lock = objects.head(stored(object)).traits().lock();
    if (lock.equals(StoredLock.NONE)) {
      LockConfiguration unused = configuration();
    }
    return lock;
  }

  /**
   * Changes until when a version is kept. One call to the store.
   *
   * @throws StoreException {@code LOCKED}, {@code NO_SUCH_OBJECT}
   */
  public void setRetention(
      ObjectVersion object, Optional<Retention> retention, boolean bypassGovernance)
      throws IOException {
    store.setRetention(stored(object), retention, bypassGovernance);
  }

  /**
   * Puts a version under legal hold, or takes that back. One call to the store.
   *
   * @throws StoreException {@code NO_SUCH_OBJECT}
   */
  public void setLegalHold(ObjectVersion object, LegalHold hold) throws IOException {
    store.setLegalHold(stored(object), hold);
  }

  /** As {@link Vault#delete(ObjectVersion)}, past a retention under {@code GOVERNANCE}. */
  public StoredDeletion delete(ObjectVersion object) throws IOException {
    return store.delete(stored(object));
  }

  /** As {@link Vault#deleteAll}, past retentions under {@code GOVERNANCE}. */
  public DeletedObjects deleteAll(List<ObjectVersion> all) throws IOException {
    return new ObjectDeletion(keys, all).run(store::deleteAll);
  }

  /**
   * Makes sure that a version is locked as its write said: some stores forget that of uploads. What
   * else locks it, by default, stays.
   */
  static void ensure(ObjectStore store, StoredVersion version, StoredLock lock) throws IOException {
    if (lock.equals(StoredLock.NONE)) {
      return;
    }
    StoredLock has = store.head(version).traits().lock();
    if (lock.retention().isPresent() && !has.retention().equals(lock.retention())) {
      retain(store.locks(), version, lock.retention());
    }
    if (lock.legalHold().isPresent() && !has.legalHold().equals(lock.legalHold())) {
      store.locks().setLegalHold(version, lock.legalHold().get());
    }
  }

  private static void retain(LockStore store, StoredVersion version, Optional<Retention> retention)
      throws IOException {
    try {
      store.setRetention(version, retention, true);
    } catch (StoreException e) {
      if (e.fault() != StoreFault.LOCKED) {
        throw e;
      }
      LOG.warn("a version is kept by its bucket's default for longer than its write said", e);
    }
  }

  private StoredVersion stored(ObjectVersion object) throws VaultException {
    return new StoredVersion(keys.storedName(object.key()), object.versionId());
  }
}
