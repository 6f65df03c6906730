package com.cipherquay.proxy.operation;

import com.cipherquay.proxy.access.Permission;
import com.cipherquay.proxy.s3.S3ErrorCode;
import com.cipherquay.proxy.s3.S3Exception;
import com.cipherquay.proxy.s3.S3Response;
import com.cipherquay.proxy.s3.xml.LegalHoldDocument;
import com.cipherquay.store.LegalHold;
import com.cipherquay.vault.ObjectVersion;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** GetObjectLegalHold. */
record GetObjectLegalHold(String bucket, ObjectVersion object) implements S3Operation {

  static final String PARAMETER = "legal-hold";

  static GetObjectLegalHold parse(Target.Item item, Call call) {
    call.understoodBy(Set.of(PARAMETER, VersionIds.PARAMETER), Set.of());
    return new GetObjectLegalHold(item.bucket(), VersionIds.object(item.key(), call));
  }

  @Override
  public List<Permission> permissions() {
    return List.of(Permission.read(bucket, object.key()));
  }

  @Override
  public S3Response execute(OperationContext context) throws IOException {
    LegalHold hold =
        context
            .vaults()
            .open(bucket)
            .locks()
            .get(object)
            .legalHold()
            .orElseThrow(() -> new S3Exception(S3ErrorCode.NO_SUCH_OBJECT_LOCK_CONFIGURATION));
    return Responses.document(new LegalHoldDocument(hold.name()).toXml());
  }
}
