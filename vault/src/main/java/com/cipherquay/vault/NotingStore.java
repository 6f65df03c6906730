package com.cipherquay.vault;

import com.cipherquay.store.ArchiveStore;
import com.cipherquay.store.ByteRange;
import com.cipherquay.store.LifecycleStore;
import com.cipherquay.store.LockStore;
import com.cipherquay.store.ObjectStore;
import com.cipherquay.store.StoredBody;
import com.cipherquay.store.StoredDeletion;
import com.cipherquay.store.StoredDeletions;
import com.cipherquay.store.StoredDescription;
import com.cipherquay.store.StoredHead;
import com.cipherquay.store.StoredName;
import com.cipherquay.store.StoredObject;
import com.cipherquay.store.StoredPage;
import com.cipherquay.store.StoredPageRequest;
import com.cipherquay.store.StoredSource;
import com.cipherquay.store.StoredVersion;
import com.cipherquay.store.TagStore;
import com.cipherquay.store.UploadStore;
import com.cipherquay.store.VersionStore;
import com.cipherquay.store.WriteCondition;
import com.cipherquay.store.Written;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A store that notes what is written to it, whether or not that succeeds: a request that failed may
 * have reached the store. The note is there before the client has its answer, so that the client's
 * next listing shows what it wrote.
 */
final class NotingStore implements ObjectStore {

  private final ObjectStore store;
  private final String bucket;
  private final SortedDirectories directories;

  NotingStore(ObjectStore store, String bucket, SortedDirectories directories) {
    this.store = store;
    this.bucket = bucket;
    this.directories = directories;
  }

  @Override
  public Written write(
      StoredName name, StoredBody body, StoredDescription description, WriteCondition condition)
      throws IOException {
    try {
      return store.write(name, body, description, condition);
    } finally {
      note(name);
    }
  }

  @Override
  public StoredDeletion delete(StoredVersion object) throws IOException {
    try {
      return store.delete(object);
    } finally {
      note(object.name());
    }
  }

  @Override
  public StoredDeletion deleteIf(StoredName name, WriteCondition condition) throws IOException {
    try {
      return store.deleteIf(name, condition);
    } finally {
      note(name);
    }
  }

  @Override
  public StoredDeletions deleteAll(List<StoredVersion> objects) throws IOException {
    try {
      return store.deleteAll(objects);
    } finally {
      objects.forEach(object -> note(object.name()));
    }
  }

  @Override
  public Written copy(
      StoredSource source, StoredName name, StoredDescription description, WriteCondition condition)
      throws IOException {
    try {
      return store.copy(source, name, description, condition);
    } finally {
      note(name);
    }
  }

  @Override
  public void purge(String prefix) throws IOException {
    try {
      store.purge(prefix);
    } finally {
      if (!NameReader.isReserved(prefix)) {
        directories.forget(bucket);
      }
    }
  }

  @Override
  public UploadStore uploads() {
    return new NotingUploads(store.uploads(), this::note);
  }

  /** No listing shows tags. */
  @Override
  public TagStore tags() {
    return store.tags();
  }

  /** A restored object is listed as it was. */
  @Override
  public ArchiveStore archive() {
    return store.archive();
  }

  /** What is listed changes with what is written, not with whether versions are kept. */
  @Override
  public VersionStore versions() {
    return store.versions();
  }

  @Override
  public LifecycleStore lifecycle() {
    return new NotingLifecycle(store.lifecycle(), () -> directories.forget(bucket));
  }

  @Override
  public LockStore locks() {
    return new NotingLocks(store.locks(), this::note);
  }

  private void note(StoredName name) {
    directories.wrote(bucket, name.value());
  }

  @Override
  public StoredObject read(StoredVersion object, ByteRange range, Optional<String> ifMatch)
      throws IOException {
    return store.read(object, range, ifMatch);
  }

  @Override
  public StoredHead head(StoredVersion object) throws IOException {
    return store.head(object);
  }

  @Override
  public StoredPage list(StoredPageRequest request) throws IOException {
    return store.list(request);
  }
}
