package com.cipherquay.proxy;

import com.cipherquay.store.BucketStore;
import com.cipherquay.store.ObjectStore;
import java.io.IOException;
import java.util.List;

/** Counts the calls to a store, and passes them on. */
final class MeteredBucketStore implements BucketStore {

  private final BucketStore store;
  private final StoreCalls calls;

  MeteredBucketStore(BucketStore store, StoreCalls calls) {
    this.store = store;
    this.calls = calls;
  }

  @Override
  public List<Bucket> buckets() throws IOException {
    return calls.count("buckets", store::buckets);
  }

  @Override
  public void create(String bucket, boolean locks) throws IOException {
    calls.count("createBucket", () -> store.create(bucket, locks));
  }

  @Override
  public void head(String bucket) throws IOException {
    calls.count("headBucket", () -> store.head(bucket));
  }

  @Override
  public void delete(String bucket) throws IOException {
    calls.count("deleteBucket", () -> store.delete(bucket));
  }

  @Override
  public ObjectStore open(String bucket) {
    return new MeteredStore(store.open(bucket), calls);
  }

  @Override
  public void close() throws IOException {
    store.close();
  }
}
