package com.cipherquay.proxy.operation;

import com.cipherquay.proxy.access.Permission;
import com.cipherquay.proxy.s3.S3Response;
import com.cipherquay.vault.ObjectInfo;
import com.cipherquay.vault.ObjectVersion;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** PutObjectAcl: taken if it changes nothing. The object must be there. */
record PutObjectAcl(String bucket, ObjectVersion object) implements S3Operation {

  static PutObjectAcl parse(Target.Item item, Call call) throws IOException {
    call.understoodBy(Set.of("acl", VersionIds.PARAMETER), AccessControl.NAMES);
    AccessControl.requireSame(call);
    return new PutObjectAcl(item.bucket(), VersionIds.object(item.key(), call));
  }

  @Override
  public List<Permission> permissions() {
    return List.of(Permission.write(bucket, object.key()));
  }

  @Override
  public S3Response execute(OperationContext context) throws IOException {
    ObjectInfo unused = context.vaults().open(bucket).head(object);
    return Responses.empty(200, List.of());
  }
}
