package com.cipherquay.proxy.operation;

import com.cipherquay.proxy.access.Permission;
import com.cipherquay.proxy.s3.S3Response;
import com.cipherquay.proxy.s3.xml.VersioningDocument;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** GetBucketVersioning. */
record GetBucketVersioning(String bucket) implements S3Operation {

  static GetBucketVersioning parse(String bucket, Call call) {
    call.understoodBy(Set.of(PutBucketVersioning.PARAMETER), Set.of());
    return new GetBucketVersioning(bucket);
  }

  @Override
  public List<Permission> permissions() {
    return List.of(Permission.list(bucket, ""));
  }

  @Override
  public S3Response execute(OperationContext context) throws IOException {
    VersioningDocument document =
        switch (context.vaults().open(bucket).versions().versioning()) {
          case NEVER -> VersioningDocument.NONE;
          case ENABLED -> VersioningDocument.of(PutBucketVersioning.ENABLED);
          case SUSPENDED -> VersioningDocument.of(PutBucketVersioning.SUSPENDED);
        };
    return Responses.document(document.toXml());
  }
}
