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

/** PutObjectLegalHold. */
record PutObjectLegalHold(String bucket, ObjectVersion object, LegalHold hold)
    implements S3Operation {

  private static final int DOCUMENT_LIMIT = 1 << 16;

  static PutObjectLegalHold parse(Target.Item item, Call call) throws IOException {
    call.understoodBy(Set.of(GetObjectLegalHold.PARAMETER, VersionIds.PARAMETER), Set.of());
    WriteConditions.none(call);
    RequiredDigest.check(call);
    LegalHoldDocument document = LegalHoldDocument.parse(call.document(DOCUMENT_LIMIT));
    LegalHold hold =
        LockWords.hold(document.status())
            .orElseThrow(() -> new S3Exception(S3ErrorCode.MALFORMED_XML));
    return new PutObjectLegalHold(item.bucket(), VersionIds.object(item.key(), call), hold);
  }

  @Override
  public List<Permission> permissions() {
    Permission write = Permission.write(bucket, object.key());
    // Who may write could else end what others hold.
    return hold == LegalHold.OFF ? List.of(write, Permission.administer(bucket)) : List.of(write);
  }

  @Override
  public S3Response execute(OperationContext context) throws IOException {
    context.vaults().open(bucket).locks().setLegalHold(object, hold);
    return Responses.empty(200, List.of());
  }
}
