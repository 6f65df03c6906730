package com.cipherquay.store;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

/** Buckets in memory, for tests above the port: the simplest store that passes the contract. */
public final class MemoryBucketStore implements BucketStore {

  private record Entry(Instant created, MemoryObjects objects) {}

  private final Clock clock;
  private final TreeMap<String, Entry> buckets = new TreeMap<>();

  public MemoryBucketStore() {
    this(Clock.systemUTC());
  }

  /** A store whose dates a test decides. */
  public MemoryBucketStore(Clock clock) {
    this.clock = clock;
  }

  @Override
  public synchronized List<Bucket> buckets() {
    return buckets.entrySet().stream()
        .map(entry -> new Bucket(entry.getKey(), entry.getValue().created()))
        .toList();
  }

  @Override
  public synchronized void create(String bucket, boolean locks) throws StoreException {
    if (locks) {
      throw MemoryLocks.none();
    }
    if (buckets.containsKey(bucket)) {
      throw new StoreException(StoreFault.BUCKET_EXISTS, bucket);
    }
    buckets.put(bucket, new Entry(clock.instant(), new MemoryObjects(clock)));
  }

  @Override
  public void head(String bucket) throws StoreException {
    objects(bucket);
  }

  @Override
  public synchronized void delete(String bucket) throws StoreException {
    if (!objects(bucket).isEmpty()) {
      throw new StoreException(StoreFault.BUCKET_NOT_EMPTY, bucket);
    }
    buckets.remove(bucket);
  }

  @Override
  public MemoryStore open(String bucket) {
    return new MemoryStore(() -> objects(bucket), this::objects);
  }

  synchronized MemoryObjects objects(String bucket) throws StoreException {
    Entry entry = buckets.get(bucket);
    if (entry == null) {
      throw new StoreException(StoreFault.NO_SUCH_BUCKET, bucket);
    }
    return entry.objects();
  }

  @Override
  public void close() {}
}
