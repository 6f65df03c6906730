package com.cipherquay.proxy.operation;

import com.cipherquay.proxy.access.Permission;
import com.cipherquay.proxy.s3.S3ErrorCode;
import com.cipherquay.proxy.s3.S3Exception;
import com.cipherquay.proxy.s3.S3Response;
import com.cipherquay.vault.DocumentKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * GetBucketLifecycleConfiguration, and GetBucketLifecycle, which is the same request: the rules as
 * the client wrote them.
 */
record GetBucketLifecycleConfiguration(String bucket) implements S3Operation {

  static GetBucketLifecycleConfiguration parse(String bucket, Call call) {
    call.understoodBy(Set.of(PutBucketLifecycleConfiguration.PARAMETER), Set.of());
    return new GetBucketLifecycleConfiguration(bucket);
  }

  @Override
  public List<Permission> permissions() {
    return List.of(Permission.administer(bucket));
  }

  @Override
  public S3Response execute(OperationContext context) throws IOException {
    Optional<byte[]> document =
        context.vaults().open(bucket).documents().read(DocumentKind.LIFECYCLE);
    if (document.isEmpty()) {
      throw new S3Exception(S3ErrorCode.NO_SUCH_LIFECYCLE_CONFIGURATION).with("BucketName", bucket);
    }
    return Responses.document(ByteBuffer.wrap(document.get()));
  }
}
