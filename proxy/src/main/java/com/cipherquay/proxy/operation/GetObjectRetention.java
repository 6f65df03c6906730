package com.cipherquay.proxy.operation;

import com.cipherquay.proxy.access.Permission;
import com.cipherquay.proxy.s3.S3ErrorCode;
import com.cipherquay.proxy.s3.S3Exception;
import com.cipherquay.proxy.s3.S3Response;
import com.cipherquay.proxy.s3.xml.RetentionDocument;
import com.cipherquay.store.Retention;
import com.cipherquay.vault.ObjectVersion;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** GetObjectRetention. */
record GetObjectRetention(String bucket, ObjectVersion object) implements S3Operation {

  static final String PARAMETER = "retention";

  static GetObjectRetention parse(Target.Item item, Call call) {
    call.understoodBy(Set.of(PARAMETER, VersionIds.PARAMETER), Set.of());
    return new GetObjectRetention(item.bucket(), VersionIds.object(item.key(), call));
  }

  @Override
  public List<Permission> permissions() {
    return List.of(Permission.read(bucket, object.key()));
  }

  @Override
  public S3Response execute(OperationContext context) throws IOException {
    Retention retention =
        context
            .vaults()
            .open(bucket)
            .locks()
            .get(object)
            .retention()
            .orElseThrow(() -> new S3Exception(S3ErrorCode.NO_SUCH_OBJECT_LOCK_CONFIGURATION));
    RetentionDocument document =
        new RetentionDocument(
            Optional.of(retention.mode().name()), Optional.of(retention.until().toString()));
    return Responses.document(document.toXml());
  }
}
