package com.cipherquay.store;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A bucket in memory, for tests above the port. */
public final class MemoryStore implements ObjectStore {

  /** Finds the objects at each call, because the bucket may be created or deleted at any time. */
  @FunctionalInterface
  interface Bucket {
    MemoryObjects objects() throws StoreException;
  }

  /** Finds the bucket that a copy comes from. */
  @FunctionalInterface
  interface Buckets {
    MemoryObjects objects(String bucket) throws StoreException;
  }

  private final Bucket bucket;
  private final Buckets buckets;

  MemoryStore(Bucket bucket, Buckets buckets) {
    this.bucket = bucket;
    this.buckets = buckets;
  }

  /** An empty bucket of its own, to which every bucket is itself. */
  public static MemoryStore create() {
    MemoryObjects objects = new MemoryObjects(Clock.systemUTC());
    return new MemoryStore(() -> objects, any -> objects);
  }

  @Override
  public String write(
      StoredName name, StoredBody body, StoredDescription description, WriteCondition condition)
      throws IOException {
    MemoryObjects objects = bucket.objects();
    return objects.put(name, BodyPump.array(body), description, condition);
  }

  @Override
  public StoredObject read(StoredName name, ByteRange range, Optional<String> ifMatch)
      throws StoreException {
    MemoryObjects.Item item = item(bucket.objects(), name);
    if (ifMatch.isPresent() && !ifMatch.get().equals(item.head().etag())) {
      throw new StoreException(StoreFault.PRECONDITION_FAILED, ifMatch + " at " + name);
    }
    requireReadable(item);
    ByteSpan span = ByteSpan.of(range, item.head().size());
    return new StoredObject(item.head(), span.offset(), span.length(), item.open(span));
  }

  @Override
  public StoredHead head(StoredName name) throws StoreException {
    return item(bucket.objects(), name).head();
  }

  @Override
  public void delete(StoredName name) throws StoreException {
    bucket.objects().remove(name);
  }

  @Override
  public void deleteIf(StoredName name, WriteCondition condition) throws IOException {
    bucket.objects().removeIf(name, condition);
  }

  @Override
  public Map<StoredName, StoreFault> deleteAll(List<StoredName> names) throws StoreException {
    names.forEach(bucket.objects()::remove);
    return Map.of();
  }

  @Override
  public StoredPage list(StoredPageRequest request) throws StoreException {
    return bucket.objects().page(request);
  }

  private static void requireReadable(MemoryObjects.Item item) throws StoreException {
    if (IndexUpdates.isArchived(item.head().traits())) {
      throw new StoreException(StoreFault.ARCHIVED, "not restored");
    }
  }

  private MemoryObjects.Item item(MemoryObjects objects, StoredName name) throws StoreException {
    return objects
        .find(name)
        .orElseThrow(() -> new StoreException(StoreFault.NO_SUCH_OBJECT, name.value()));
  }

  @Override
  public String copy(
      StoredSource source, StoredName name, StoredDescription description, WriteCondition condition)
      throws IOException {
    MemoryObjects objects = bucket.objects();
    MemoryObjects.Item item = item(buckets.objects(source.bucket()), source.name());
    if (!item.head().etag().equals(source.etag())) {
      throw new StoreException(StoreFault.SOURCE_CHANGED, source.toString());
    }
    requireReadable(item);
    return objects.copy(item, name, description, condition);
  }

  @Override
  public void purge(String prefix) throws IOException {
    if (prefix.isEmpty()) {
      throw new IllegalArgumentException("a purge has a prefix");
    }
    bucket.objects().purge(prefix);
  }

  @Override
  public UploadStore uploads() {
    return new MemoryUploadStore(() -> bucket.objects().uploads());
  }

  @Override
  public TagStore tags() {
    return new MemoryTags(bucket);
  }

  @Override
  public ArchiveStore archive() {
    return new MemoryArchive(bucket);
  }
}
