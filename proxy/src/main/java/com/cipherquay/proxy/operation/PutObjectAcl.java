package com.cipherquay.proxy.operation;

import com.cipherquay.proxy.access.Permission;
import com.cipherquay.proxy.s3.S3Response;
import com.cipherquay.vault.ObjectInfo;
import com.cipherquay.vault.ObjectKey;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** PutObjectAcl: taken if it changes nothing. The object must be there. */
record PutObjectAcl(String bucket, ObjectKey key) implements S3Operation {

  static PutObjectAcl parse(Target.Item item, Call call) throws IOException {
    call.understoodBy(Set.of("acl"), AccessControl.NAMES);
    AccessControl.requireSame(call);
    return new PutObjectAcl(item.bucket(), item.key());
  }

  @Override
  public List<Permission> permissions() {
    return List.of(Permission.write(bucket, key));
  }

  @Override
  public S3Response execute(OperationContext context) throws IOException {
    ObjectInfo unused = context.vaults().open(bucket).head(key);
    return Responses.empty(200, List.of());
  }
}
