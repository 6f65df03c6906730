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

/** GetBucketTagging: the document as it was kept, which is how S3 shows it. */
record GetBucketTagging(String bucket) implements S3Operation {

  static GetBucketTagging parse(String bucket, Call call) {
    call.understoodBy(Set.of("tagging"), Set.of());
    return new GetBucketTagging(bucket);
  }

  @Override
  public List<Permission> permissions() {
    return List.of(Permission.administer(bucket));
  }

  @Override
  public S3Response execute(OperationContext context) throws IOException {
    Optional<byte[]> document = context.vaults().open(bucket).documents().read(DocumentKind.TAGS);
    if (document.isEmpty()) {
      throw new S3Exception(S3ErrorCode.NO_SUCH_TAG_SET).with("BucketName", bucket);
    }
    return Responses.document(ByteBuffer.wrap(document.get()));
  }
}
