package com.cipherquay.vault;

import com.cipherquay.store.BucketStore;
import java.io.IOException;
import java.util.List;

/**
 * The buckets of a store, each opened as a {@link Vault}. Thread-safe. Does not close the store.
 *
 * <p>Bucket names are not encrypted. Every method throws {@link
 * com.cipherquay.store.StoreException} as {@link BucketStore} says.
 */
public final class Vaults {

  private final BucketStore store;

  Vaults(BucketStore store) {
    this.store = store;
  }

  /** All buckets, by name. */
  public List<BucketStore.Bucket> list() throws IOException {
    return store.buckets();
  }

  /** Creates an empty bucket; {@code BUCKET_EXISTS} if there is one. */
  public void create(String bucket) throws IOException {
    store.create(bucket);
  }

  /** Returns if the bucket exists; {@code NO_SUCH_BUCKET} otherwise. */
  public void head(String bucket) throws IOException {
    store.head(bucket);
  }

  /** Deletes an empty bucket. */
  public void delete(String bucket) throws IOException {
    store.delete(bucket);
  }

  /**
   * The objects of a bucket, without a call to the store: that the bucket does not exist shows at
   * the first operation. Cheap; may be called for every request.
   */
  public Vault open(String bucket) {
    return new Vault(store.open(bucket));
  }
}
