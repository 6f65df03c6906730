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

  private final Bucket bucket;

  MemoryStore(Bucket bucket) {
    this.bucket = bucket;
  }

  /** An empty bucket of its own. */
  public static MemoryStore create() {
    MemoryObjects objects = new MemoryObjects(Clock.systemUTC());
    return new MemoryStore(() -> objects);
  }

  @Override
  public String write(
      StoredName name, StoredBody body, StoredMetadata metadata, WriteCondition condition)
      throws IOException {
    MemoryObjects objects = bucket.objects();
    return objects.put(name, BodyPump.array(body), metadata, condition);
  }

  @Override
  public StoredObject read(StoredName name, ByteRange range, Optional<String> ifMatch)
      throws StoreException {
    MemoryObjects.Item item = item(name);
    if (ifMatch.isPresent() && !ifMatch.get().equals(item.head().etag())) {
      throw new StoreException(StoreFault.PRECONDITION_FAILED, ifMatch + " at " + name);
    }
    ByteSpan span = ByteSpan.of(range, item.head().size());
    return new StoredObject(item.head(), span.offset(), span.length(), item.open(span));
  }

  @Override
  public StoredHead head(StoredName name) throws StoreException {
    return item(name).head();
  }

  @Override
  public void delete(StoredName name) throws StoreException {
    bucket.objects().remove(name);
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

  private MemoryObjects.Item item(StoredName name) throws StoreException {
    return bucket
        .objects()
        .find(name)
        .orElseThrow(() -> new StoreException(StoreFault.NO_SUCH_OBJECT, name.value()));
  }

  @Override
  public String copy(
      StoredSource source, StoredName name, StoredMetadata metadata, WriteCondition condition)
      throws IOException {
    throw new StoreException(StoreFault.UNSUPPORTED, "copy");
  }

  @Override
  public void purge(String prefix) throws IOException {
    throw new StoreException(StoreFault.UNSUPPORTED, "purge");
  }

  @Override
  public UploadStore uploads() {
    throw new UnsupportedOperationException("uploads");
  }
}
