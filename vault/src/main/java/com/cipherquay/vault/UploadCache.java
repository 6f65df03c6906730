package com.cipherquay.vault;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;

/** Remembers the records of uploads, of all buckets together, in bounded memory. Thread-safe. */
final class UploadCache {

  /** An entry takes two to five kilobytes. */
  private static final long MOST = 2000;

  private record Place(String bucket, ObjectKey key, String uploadId) {}

  private final Cache<Place, OpenedUpload> uploads =
      Caffeine.newBuilder().maximumSize(MOST).recordStats().build();

  Optional<OpenedUpload> find(String bucket, ObjectKey key, String uploadId) {
    return Optional.ofNullable(uploads.getIfPresent(new Place(bucket, key, uploadId)));
  }

  void remember(String bucket, ObjectKey key, OpenedUpload upload) {
    uploads.put(new Place(bucket, key, upload.stored().id()), upload);
  }

  void forget(String bucket, ObjectKey key, String uploadId) {
    uploads.invalidate(new Place(bucket, key, uploadId));
  }

  /** Forgets all, because keys have come or gone. */
  void clear() {
    uploads.invalidateAll();
  }

  CacheLookups lookups() {
    return CacheLookups.of(uploads);
  }
}
