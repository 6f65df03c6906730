package com.cipherquay.proxy.operation;

import com.cipherquay.proxy.access.Permission;
import com.cipherquay.proxy.s3.S3Response;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** HeadBucket. */
record HeadBucket(String bucket) implements S3Operation {

  static HeadBucket parse(String bucket, Call call) {
    call.understoodBy(Set.of(), Set.of());
    return new HeadBucket(bucket);
  }

  @Override
  public List<Permission> permissions() {
    return List.of(Permission.list(bucket, ""));
  }

  @Override
  public S3Response execute(OperationContext context) throws IOException {
    context.vaults().head(bucket);
    return Responses.empty(
        200,
        List.of(
            Map.entry("x-amz-bucket-region", context.region()),
            Map.entry("x-amz-access-point-alias", "false")));
  }
}
