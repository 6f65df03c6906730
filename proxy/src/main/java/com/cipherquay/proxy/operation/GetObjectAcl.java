package com.cipherquay.proxy.operation;

import com.cipherquay.proxy.access.Permission;
import com.cipherquay.proxy.s3.S3Response;
import com.cipherquay.proxy.s3.xml.AccessControlDocument;
import com.cipherquay.vault.ObjectInfo;
import com.cipherquay.vault.ObjectVersion;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** GetObjectAcl: all to the owner. The object must be there. */
record GetObjectAcl(String bucket, ObjectVersion object) implements S3Operation {

  static GetObjectAcl parse(Target.Item item, Call call) {
    call.understoodBy(Set.of("acl", VersionIds.PARAMETER), Set.of());
    return new GetObjectAcl(item.bucket(), VersionIds.object(item.key(), call));
  }

  @Override
  public List<Permission> permissions() {
    return List.of(Permission.read(bucket, object.key()));
  }

  @Override
  public S3Response execute(OperationContext context) throws IOException {
    ObjectInfo unused = context.vaults().open(bucket).head(object);
    return Responses.document(AccessControlDocument.ofOwner(Responses.OWNER));
  }
}
