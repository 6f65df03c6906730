package com.cipherquay.proxy.operation;

import com.cipherquay.proxy.access.Permission;
import com.cipherquay.proxy.s3.S3Response;
import com.cipherquay.vault.DocumentKind;
import com.cipherquay.vault.Vault;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** DeleteBucketLifecycle; no error if there is nothing to delete. */
record DeleteBucketLifecycle(String bucket) implements S3Operation {

  static DeleteBucketLifecycle parse(String bucket, Call call) {
    call.understoodBy(Set.of(PutBucketLifecycleConfiguration.PARAMETER), Set.of());
    return new DeleteBucketLifecycle(bucket);
  }

  @Override
  public List<Permission> permissions() {
    return List.of(Permission.administer(bucket));
  }

  @Override
  public S3Response execute(OperationContext context) throws IOException {
    Vault vault = context.vaults().open(bucket);
    vault.lifecycle().remove();
    vault.documents().delete(DocumentKind.LIFECYCLE);
    return Responses.empty(204, List.of());
  }
}
