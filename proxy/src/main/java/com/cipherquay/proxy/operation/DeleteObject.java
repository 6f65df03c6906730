package com.cipherquay.proxy.operation;

import com.cipherquay.proxy.access.Permission;
import com.cipherquay.proxy.s3.S3Response;
import com.cipherquay.vault.ObjectKey;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** DeleteObject; no error if there is none. */
record DeleteObject(String bucket, ObjectKey key) implements S3Operation {

  static DeleteObject parse(Target.Item item, Call call) {
    call.understoodBy(Set.of(), Set.of());
    // A conditional delete that forgets its condition destroys what the client meant to keep.
    WriteConditions.none(call);
    return new DeleteObject(item.bucket(), item.key());
  }

  @Override
  public List<Permission> permissions() {
    return List.of(Permission.delete(bucket, key));
  }

  @Override
  public S3Response execute(OperationContext context) throws IOException {
    context.vaults().open(bucket).delete(key);
    return Responses.empty(204, List.of());
  }
}
