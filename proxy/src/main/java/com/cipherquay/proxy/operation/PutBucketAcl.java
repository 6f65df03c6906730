package com.cipherquay.proxy.operation;

import com.cipherquay.proxy.access.Permission;
import com.cipherquay.proxy.s3.S3Response;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** PutBucketAcl: taken if it changes nothing. */
record PutBucketAcl(String bucket) implements S3Operation {

  static PutBucketAcl parse(String bucket, Call call) throws IOException {
    call.understoodBy(Set.of("acl"), AccessControl.NAMES);
    AccessControl.requireSame(call);
    return new PutBucketAcl(bucket);
  }

  @Override
  public List<Permission> permissions() {
    return List.of(Permission.administer(bucket));
  }

  @Override
  public S3Response execute(OperationContext context) throws IOException {
    context.vaults().head(bucket);
    return Responses.empty(200, List.of());
  }
}
