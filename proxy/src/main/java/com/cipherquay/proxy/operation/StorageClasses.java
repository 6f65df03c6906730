package com.cipherquay.proxy.operation;

import com.cipherquay.proxy.s3.S3ErrorCode;
import com.cipherquay.proxy.s3.S3Exception;
import com.cipherquay.store.Restoration;
import com.cipherquay.store.StorageClass;
import java.util.Set;

/** How S3 speaks of storage classes and restoration. */
final class StorageClasses {

  static final String HEADER = "x-amz-storage-class";
  static final String RESTORE = "x-amz-restore";

  /** Those that a client can choose; the others of S3 are for buckets of another kind. */
  private static final Set<String> NAMES =
      Set.of(
          "DEEP_ARCHIVE",
          "GLACIER",
          "GLACIER_IR",
          "INTELLIGENT_TIERING",
          "ONEZONE_IA",
          "REDUCED_REDUNDANCY",
          "STANDARD",
          "STANDARD_IA");

  private StorageClasses() {}

  /**
   * The class that a request asks for.
   *
   * @throws S3Exception {@code InvalidStorageClass}
   */
  static StorageClass of(Call call) {
    String name = call.header(HEADER).orElse(StorageClass.STANDARD.name());
    if (!NAMES.contains(name)) {
      throw new S3Exception(S3ErrorCode.INVALID_STORAGE_CLASS).with("StorageClassRequested", name);
    }
    return new StorageClass(name);
  }

  /** What became of a restoration, as HeadObject says it. */
  static String text(Restoration restoration) {
    String ongoing = "ongoing-request=\"" + restoration.ongoing() + '"';
    return restoration
        .expiry()
        .map(until -> ongoing + ", expiry-date=\"" + HttpDate.format(until) + '"')
        .orElse(ongoing);
  }
}
