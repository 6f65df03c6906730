package com.cipherquay.proxy.operation;

import com.cipherquay.proxy.access.Permission;
import com.cipherquay.proxy.s3.S3Response;
import com.cipherquay.vault.DocumentKind;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** DeleteBucketTagging; no error if there is nothing to delete. */
record DeleteBucketTagging(String bucket) implements S3Operation {

  static DeleteBucketTagging parse(String bucket, Call call) {
    call.understoodBy(Set.of("tagging"), Set.of());
    return new DeleteBucketTagging(bucket);
  }

  @Override
  public List<Permission> permissions() {
    return List.of(Permission.administer(bucket));
  }

  @Override
  public S3Response execute(OperationContext context) throws IOException {
    context.vaults().open(bucket).documents().delete(DocumentKind.TAGS);
    return Responses.empty(204, List.of());
  }
}
