package com.cipherquay.proxy.operation;

import com.cipherquay.proxy.access.Permission;
import com.cipherquay.proxy.s3.S3Response;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** DeleteBucket; the bucket must be empty. */
record DeleteBucket(String bucket) implements S3Operation {

  static DeleteBucket parse(String bucket, Call call) {
    call.understoodBy(Set.of(), Set.of());
    return new DeleteBucket(bucket);
  }

  @Override
  public List<Permission> permissions() {
    return List.of(Permission.administer(bucket));
  }

  @Override
  public S3Response execute(OperationContext context) throws IOException {
    context.vaults().delete(bucket);
    return Responses.empty(204, List.of());
  }
}
