package com.cipherquay.proxy.operation;

import com.cipherquay.proxy.access.Permission;
import com.cipherquay.proxy.s3.S3Response;
import com.cipherquay.store.WriteCondition;
import com.cipherquay.vault.ObjectKey;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * DeleteObject; no error if there is none.
 *
 * @param condition what must hold of the object
 */
record DeleteObject(String bucket, ObjectKey key, WriteCondition condition) implements S3Operation {

  static DeleteObject parse(Target.Item item, Call call) {
    call.understoodBy(Set.of(), Set.of());
    return new DeleteObject(item.bucket(), item.key(), WriteConditions.ofDelete(call));
  }

  @Override
  public List<Permission> permissions() {
    Permission delete = Permission.delete(bucket, key);
    // The answer to a condition tells something of the object.
    return condition instanceof WriteCondition.Always
        ? List.of(delete)
        : List.of(delete, Permission.read(bucket, key));
  }

  @Override
  public S3Response execute(OperationContext context) throws IOException {
    context.vaults().open(bucket).delete(key, condition);
    return Responses.empty(204, List.of());
  }
}
