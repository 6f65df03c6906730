package com.cipherquay.store;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Counts the calls to a store, to prove how many an operation of the vault costs. */
public final class CountingStore implements ObjectStore {

  private final ObjectStore store;
  private final CallCounts counts;

  public CountingStore(ObjectStore store, CallCounts counts) {
    this.store = store;
    this.counts = counts;
  }

  @Override
  public Written write(
      StoredName name, StoredBody body, StoredDescription description, WriteCondition condition)
      throws IOException {
    counts.count(StoreCall.WRITE);
    return store.write(name, body, description, condition);
  }

  @Override
  public StoredObject read(StoredVersion object, ByteRange range, Optional<String> ifMatch)
      throws IOException {
    counts.count(StoreCall.READ);
    return store.read(object, range, ifMatch);
  }

  @Override
  public StoredHead head(StoredVersion object) throws IOException {
    counts.count(StoreCall.HEAD);
    return store.head(object);
  }

  @Override
  public StoredDeletion delete(StoredVersion object) throws IOException {
    counts.count(StoreCall.DELETE);
    return store.delete(object);
  }

  @Override
  public StoredDeletion deleteIf(StoredName name, WriteCondition condition) throws IOException {
    counts.count(StoreCall.DELETE);
    return store.deleteIf(name, condition);
  }

  @Override
  public StoredDeletions deleteAll(List<StoredVersion> objects) throws IOException {
    counts.count(StoreCall.DELETE_ALL);
    return store.deleteAll(objects);
  }

  @Override
  public StoredPage list(StoredPageRequest request) throws IOException {
    counts.count(StoreCall.LIST);
    return store.list(request);
  }

  @Override
  public Written copy(
      StoredSource source, StoredName name, StoredDescription description, WriteCondition condition)
      throws IOException {
    counts.count(StoreCall.COPY);
    return store.copy(source, name, description, condition);
  }

  @Override
  public void purge(String prefix) throws IOException {
    counts.count(StoreCall.PURGE);
    store.purge(prefix);
  }

  @Override
  public UploadStore uploads() {
    return new CountingUploads(store.uploads(), counts);
  }

  @Override
  public TagStore tags() {
    return new CountingTags(store.tags(), counts);
  }

  @Override
  public ArchiveStore archive() {
    return new CountingArchive(store.archive(), counts);
  }

  @Override
  public VersionStore versions() {
    return new CountingVersions(store.versions(), counts);
  }

  @Override
  public LifecycleStore lifecycle() {
    return store.lifecycle();
  }

  @Override
  public LockStore locks() {
    return new CountingLocks(store.locks(), counts);
  }
}
