package com.cipherquay.proxy.operation;

import com.cipherquay.proxy.access.Permission;
import com.cipherquay.proxy.s3.S3Response;
import com.cipherquay.vault.ObjectKey;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** AbortMultipartUpload. */
record AbortMultipartUpload(String bucket, ObjectKey key, String uploadId) implements S3Operation {

  static AbortMultipartUpload parse(Target.Item item, Call call) {
    call.understoodBy(Set.of(UploadId.PARAMETER), Set.of());
    WriteConditions.none(call);
    return new AbortMultipartUpload(item.bucket(), item.key(), UploadId.parse(call));
  }

  /** Who may write the object may give up writing it. */
  @Override
  public List<Permission> permissions() {
    return List.of(Permission.write(bucket, key));
  }

  @Override
  public S3Response execute(OperationContext context) throws IOException {
    context.vaults().open(bucket).uploads().abort(key, uploadId);
    return Responses.empty(204, List.of());
  }
}
