package com.cipherquay.store;

import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
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
  public Written write(
      StoredName name, StoredBody body, StoredDescription description, WriteCondition condition)
      throws IOException {
    MemoryObjects objects = bucket.objects();
    return objects.put(name, BodyPump.array(body), description, condition);
  }

  @Override
  public StoredObject read(StoredVersion object, ByteRange range, Optional<String> ifMatch)
      throws StoreException {
    MemoryItem item = bucket.objects().find(object);
    if (ifMatch.isPresent() && !ifMatch.get().equals(item.head().etag())) {
      throw new StoreException(StoreFault.PRECONDITION_FAILED, ifMatch + " at " + object);
    }
    requireReadable(item);
    ByteSpan span = ByteSpan.of(range, item.head().size());
    return new StoredObject(item.head(), span.offset(), span.length(), item.open(span));
  }

  @Override
  public StoredHead head(StoredVersion object) throws StoreException {
    return bucket.objects().find(object).head();
  }

  @Override
  public StoredDeletion delete(StoredVersion object) throws StoreException {
    return bucket.objects().remove(object);
  }

  @Override
  public StoredDeletion deleteIf(StoredName name, WriteCondition condition) throws IOException {
    return bucket.objects().removeIf(name, condition);
  }

  @Override
  public StoredDeletions deleteAll(List<StoredVersion> all) throws StoreException {
    MemoryObjects objects = bucket.objects();
    Map<StoredVersion, StoredDeletion> deleted = new HashMap<>();
    all.stream().distinct().forEach(object -> deleted.put(object, objects.remove(object)));
    return new StoredDeletions(deleted, Map.of());
  }

  @Override
  public StoredPage list(StoredPageRequest request) throws StoreException {
    return bucket.objects().page(request);
  }

  private static void requireReadable(MemoryItem item) throws StoreException {
    if (item.head().traits().isArchived()) {
      throw new StoreException(StoreFault.ARCHIVED, "not restored");
    }
  }

  @Override
  public Written copy(
      StoredSource source, StoredName name, StoredDescription description, WriteCondition condition)
      throws IOException {
    MemoryObjects objects = bucket.objects();
    MemoryItem item = buckets.objects(source.bucket()).find(source.object());
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

  @Override
  public VersionStore versions() {
    return new MemoryVersions(bucket);
  }

  @Override
  public LifecycleStore lifecycle() {
    return new MemoryLifecycle();
  }

  @Override
  public LockStore locks() {
    return new MemoryLocks();
  }
}
