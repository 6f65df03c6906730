package com.cipherquay.proxy;

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

/** Counts the calls to the objects of a bucket, and passes them on. */
final class MeteredStore implements ObjectStore {

  private final ObjectStore store;
  private final StoreCalls calls;

  MeteredStore(ObjectStore store, StoreCalls calls) {
    this.store = store;
    this.calls = calls;
  }

  @Override
  public Written write(
      StoredName name, StoredBody body, StoredDescription description, WriteCondition condition)
      throws IOException {
    return calls.count("write", () -> store.write(name, body, description, condition));
  }

  @Override
  public StoredObject read(StoredVersion object, ByteRange range, Optional<String> ifMatch)
      throws IOException {
    return calls.count("read", () -> store.read(object, range, ifMatch));
  }

  @Override
  public StoredHead head(StoredVersion object) throws IOException {
    return calls.count("head", () -> store.head(object));
  }

  @Override
  public StoredDeletion delete(StoredVersion object) throws IOException {
    return calls.count("delete", () -> store.delete(object));
  }

  @Override
  public StoredDeletion deleteIf(StoredName name, WriteCondition condition) throws IOException {
    return calls.count("deleteIf", () -> store.deleteIf(name, condition));
  }

  @Override
  public StoredDeletions deleteAll(List<StoredVersion> objects) throws IOException {
    return calls.count("deleteAll", () -> store.deleteAll(objects));
  }

  @Override
  public StoredPage list(StoredPageRequest request) throws IOException {
    return calls.count("list", () -> store.list(request));
  }

  @Override
  public Written copy(
      StoredSource source, StoredName name, StoredDescription description, WriteCondition condition)
      throws IOException {
    return calls.count("copy", () -> store.copy(source, name, description, condition));
  }

  @Override
  public void purge(String prefix) throws IOException {
    calls.count("purge", () -> store.purge(prefix));
  }

  @Override
  public UploadStore uploads() {
    return new MeteredUploads(store.uploads(), calls);
  }

  @Override
  public TagStore tags() {
    return new MeteredTags(store.tags(), calls);
  }

  @Override
  public ArchiveStore archive() {
    return new MeteredArchive(store.archive(), calls);
  }

  @Override
  public VersionStore versions() {
    return new MeteredVersions(store.versions(), calls);
  }

  @Override
  public LifecycleStore lifecycle() {
    return new MeteredLifecycle(store.lifecycle(), calls);
  }

  @Override
  public LockStore locks() {
    return new MeteredLocks(store.locks(), calls);
  }
}
