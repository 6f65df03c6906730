package com.cipherquay.proxy.operation;

import com.cipherquay.proxy.access.Permission;
import com.cipherquay.proxy.s3.S3Response;
import java.io.IOException;
import java.util.List;

/**
 * One S3 operation with all it needs, parsed and complete before it is authorised.
 *
 * <p>Each implementation is a record named as AWS names the operation, with a static {@code parse}
 * that first says which parameters and headers it understands.
 */
sealed interface S3Operation
    permits AbortMultipartUpload,
        AbsentSetting,
        CompleteMultipartUpload,
        CopyObject,
        CreateBucket,
        CreateMultipartUpload,
        DeleteBucket,
        DeleteBucketCors,
        DeleteBucketLifecycle,
        DeleteBucketTagging,
        DeleteObject,
        DeleteObjectTagging,
        DeleteObjects,
        FixedSetting,
        GetBucketAcl,
        GetBucketCors,
        GetBucketLifecycleConfiguration,
        GetBucketLocation,
        GetBucketTagging,
        GetBucketVersioning,
        GetObject,
        GetObjectAcl,
        GetObjectAttributes,
        GetObjectLegalHold,
        GetObjectLockConfiguration,
        GetObjectRetention,
        GetObjectTagging,
        HeadBucket,
        HeadObject,
        ListBuckets,
        ListMultipartUploads,
        ListObjectVersions,
        ListObjects,
        ListObjectsV2,
        ListParts,
        PostObject,
        PutBucketAcl,
        PutBucketCors,
        PutBucketLifecycleConfiguration,
        PutBucketTagging,
        PutBucketVersioning,
        PutObject,
        PutObjectAcl,
        PutObjectLegalHold,
        PutObjectLockConfiguration,
        PutObjectRetention,
        PutObjectTagging,
        RestoreObject,
        UploadPart,
        UploadPartCopy {

  /** The name of the operation as AWS writes it. */
  default String name() {
    return getClass().getSimpleName();
  }

  /** All that the caller must be allowed to do. */
  List<Permission> permissions();

  /**
   * Does it.
   *
   * @throws IOException a fault of the store, the vault or the client's body
   */
  S3Response execute(OperationContext context) throws IOException;
}
