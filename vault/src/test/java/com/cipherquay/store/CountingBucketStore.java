package com.cipherquay.store;

import java.io.IOException;
import java.util.List;

/** Counts the calls to a store and to the buckets opened through it. */
public final class CountingBucketStore implements BucketStore {

  private final BucketStore store;
  private final CallCounts counts = new CallCounts();

  /** Decorates a store, and closes it. */
  public CountingBucketStore(BucketStore store) {
    this.store = store;
  }

  public CallCounts counts() {
    return counts;
  }

  @Override
  public List<Bucket> buckets() throws IOException {
    counts.count(StoreCall.BUCKETS);
    return store.buckets();
  }

  @Override
  public void create(String bucket, boolean locks) throws IOException {
    counts.count(StoreCall.CREATE_BUCKET);
    store.create(bucket, locks);
  }

  @Override
  public void head(String bucket) throws IOException {
    counts.count(StoreCall.HEAD_BUCKET);
    store.head(bucket);
  }

  @Override
  public void delete(String bucket) throws IOException {
    counts.count(StoreCall.DELETE_BUCKET);
    store.delete(bucket);
  }

  @Override
  public ObjectStore open(String bucket) {
    return new CountingStore(store.open(bucket), counts);
  }

  @Override
  public void close() throws IOException {
    store.close();
  }
}
