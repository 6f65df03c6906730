package com.cipherquay.store;

import java.io.IOException;
import java.time.Instant;
import java.util.List;

/**
 * The buckets of a store. Bucket names are not encrypted. Thread-safe; the creator closes it.
 *
 * <p>Every method is one call to the store, and throws {@link StoreException} for its refusals and
 * failures.
 */
public interface BucketStore extends AutoCloseable {

  /**
   * A bucket as {@code ListBuckets} shows it.
   *
   * @param name the name under which clients know it
   * @param created when it was created
   */
  record Bucket(String name, Instant created) {}

  /** All buckets, by name. */
  List<Bucket> buckets() throws IOException;

  /**
   * Creates an empty bucket.
   *
   * @param locks whether it can lock versions of objects, which it then keeps
   * @throws StoreException {@code BUCKET_EXISTS}; {@code LOCK_UNSUPPORTED}
   */
  void create(String bucket, boolean locks) throws IOException;

  /** Creates an empty bucket that locks nothing. */
  default void create(String bucket) throws IOException {
    create(bucket, false);
  }

  /**
   * Returns if the bucket exists.
   *
   * @throws StoreException {@code NO_SUCH_BUCKET}
   */
  void head(String bucket) throws IOException;

  /**
   * Deletes an empty bucket.
   *
   * @throws StoreException {@code NO_SUCH_BUCKET}, {@code BUCKET_NOT_EMPTY}
   */
  void delete(String bucket) throws IOException;

  /**
   * The objects of a bucket. No call to the store: that the bucket does not exist shows as {@code
   * NO_SUCH_BUCKET} at the first operation.
   */
  ObjectStore open(String bucket);

  /**
   * What the store finds wrong with itself, in words for the operator; nothing if it can not look.
   */
  default List<String> damage() throws IOException {
    return List.of();
  }

  @Override
  void close() throws IOException;
}
