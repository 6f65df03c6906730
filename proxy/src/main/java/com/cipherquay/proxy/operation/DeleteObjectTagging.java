package com.cipherquay.proxy.operation;

import com.cipherquay.proxy.access.Permission;
import com.cipherquay.proxy.s3.S3Response;
import com.cipherquay.vault.ObjectVersion;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** DeleteObjectTagging: removes all tags of an object. */
record DeleteObjectTagging(String bucket, ObjectVersion object) implements S3Operation {

  static DeleteObjectTagging parse(Target.Item item, Call call) {
    call.understoodBy(Set.of(GetObjectTagging.PARAMETER, VersionIds.PARAMETER), Set.of());
    WriteConditions.none(call);
    return new DeleteObjectTagging(item.bucket(), VersionIds.object(item.key(), call));
  }

  @Override
  public List<Permission> permissions() {
    return List.of(Permission.write(bucket, object.key()));
  }

  @Override
  public S3Response execute(OperationContext context) throws IOException {
    context.vaults().open(bucket).tags().delete(object);
    return Responses.empty(204, VersionIds.header(VersionIds.HEADER, object.versionId()));
  }
}
