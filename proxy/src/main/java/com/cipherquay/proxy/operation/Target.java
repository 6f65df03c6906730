package com.cipherquay.proxy.operation;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.cipherquay.proxy.s3.BucketHosts;
import com.cipherquay.proxy.s3.S3ErrorCode;
import com.cipherquay.proxy.s3.S3Exception;
import com.cipherquay.proxy.s3.S3Request;
import com.cipherquay.vault.ObjectKey;
import java.util.Optional;

/** What a request is about. */
sealed interface Target {

  /** The service itself. */
  record Service() implements Target {}

  /** A bucket. */
  record Bucket(String name) implements Target {}

  /** An object in a bucket. */
  record Item(String bucket, ObjectKey key) implements Target {}

  /**
   * Reads bucket and key from the path (path style) or from the Host and the path (virtual-host
   * style: {@code BUCKET.DOMAIN} for one of the domains).
   *
   * @throws S3Exception {@code InvalidURI}, {@code InvalidBucketName}, {@code KeyTooLongError}
   */
  static Target of(S3Request request, BucketHosts hosts) {
    String path = request.rawPath();
    Optional<String> bucket = hosts.bucketOf(request.headers().first("host").orElse(""));
    if (bucket.isPresent()) {
      return inBucket(bucket.get(), path.substring(1));
    }
    if (path.equals("/")) {
      return new Service();
    }
    int slash = path.indexOf('/', 1);
    return slash < 0
        ? inBucket(UriText.path(path.substring(1)), "")
        : inBucket(UriText.path(path.substring(1, slash)), path.substring(slash + 1));
  }

  private static Target inBucket(String bucket, String rawKey) {
    BucketNames.usable(bucket);
    if (rawKey.isEmpty()) {
      return new Bucket(bucket);
    }
    return new Item(bucket, key(UriText.path(rawKey)));
  }

  /**
   * The key of an object.
   *
   * @param key not empty
   * @throws S3Exception {@code KeyTooLongError}
   */
  static ObjectKey key(String key) {
    int size = key.getBytes(UTF_8).length;
    if (size > ObjectKey.MAX_BYTES) {
      throw new S3Exception(S3ErrorCode.KEY_TOO_LONG)
          .with("Size", Integer.toString(size))
          .with("MaxSizeAllowed", Integer.toString(ObjectKey.MAX_BYTES));
    }
    return new ObjectKey(key);
  }
}
