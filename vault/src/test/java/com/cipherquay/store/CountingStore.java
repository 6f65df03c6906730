package com.cipherquay.store;

import java.io.IOException;
import java.util.List;
import java.util.Map;
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
  public String write(
      StoredName name, StoredBody body, StoredDescription description, WriteCondition condition)
      throws IOException {
    counts.count(StoreCall.WRITE);
    return store.write(name, body, description, condition);
  }

  @Override
  public StoredObject read(StoredName name, ByteRange range, Optional<String> ifMatch)
      throws IOException {
    counts.count(StoreCall.READ);
    return store.read(name, range, ifMatch);
  }

  @Override
  public StoredHead head(StoredName name) throws IOException {
    counts.count(StoreCall.HEAD);
    return store.head(name);
  }

  @Override
  public void delete(StoredName name) throws IOException {
    counts.count(StoreCall.DELETE);
    store.delete(name);
  }

  @Override
  public void deleteIf(StoredName name, WriteCondition condition) throws IOException {
    counts.count(StoreCall.DELETE);
    store.deleteIf(name, condition);
  }

  @Override
  public Map<StoredName, StoreFault> deleteAll(List<StoredName> names) throws IOException {
    counts.count(StoreCall.DELETE_ALL);
    return store.deleteAll(names);
  }

  @Override
  public StoredPage list(StoredPageRequest request) throws IOException {
    counts.count(StoreCall.LIST);
    return store.list(request);
  }

  @Override
  public String copy(
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
}
