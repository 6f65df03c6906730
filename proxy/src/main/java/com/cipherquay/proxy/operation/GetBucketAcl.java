package com.cipherquay.proxy.operation;

import com.cipherquay.proxy.access.Permission;
import com.cipherquay.proxy.s3.S3Response;
import com.cipherquay.proxy.s3.xml.AccessControlDocument;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** GetBucketAcl: all to the owner. */
record GetBucketAcl(String bucket) implements S3Operation {

  static GetBucketAcl parse(String bucket, Call call) {
    call.understoodBy(Set.of("acl"), Set.of());
    return new GetBucketAcl(bucket);
  }

  @Override
  public List<Permission> permissions() {
    return List.of(Permission.administer(bucket));
  }

  @Override
  public S3Response execute(OperationContext context) throws IOException {
    context.vaults().head(bucket);
    return Responses.document(AccessControlDocument.ofOwner(Responses.OWNER));
  }
}
