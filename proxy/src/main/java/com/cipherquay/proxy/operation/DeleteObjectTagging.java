package com.cipherquay.proxy.operation;

import com.cipherquay.proxy.access.Permission;
import com.cipherquay.proxy.s3.S3Response;
import com.cipherquay.vault.ObjectKey;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** DeleteObjectTagging: removes all tags of an object. */
record DeleteObjectTagging(String bucket, ObjectKey key) implements S3Operation {

  static DeleteObjectTagging parse(Target.Item item, Call call) {
    call.understoodBy(Set.of(GetObjectTagging.PARAMETER), Set.of());
    WriteConditions.none(call);
    return new DeleteObjectTagging(item.bucket(), item.key());
  }

  @Override
  public List<Permission> permissions() {
    return List.of(Permission.write(bucket, key));
  }

  @Override
  public S3Response execute(OperationContext context) throws IOException {
    context.vaults().open(bucket).tags().delete(key);
    return Responses.empty(204, List.of());
  }
}
