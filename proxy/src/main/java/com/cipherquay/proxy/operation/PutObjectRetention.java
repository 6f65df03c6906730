package com.cipherquay.proxy.operation;

import com.cipherquay.proxy.access.Permission;
import com.cipherquay.proxy.s3.S3ErrorCode;
import com.cipherquay.proxy.s3.S3Exception;
import com.cipherquay.proxy.s3.S3Response;
import com.cipherquay.proxy.s3.xml.RetentionDocument;
import com.cipherquay.store.Retention;
import com.cipherquay.store.RetentionMode;
import com.cipherquay.vault.ObjectVersion;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * PutObjectRetention.
 *
 * @param retention empty to end it
 * @param bypass whether past one under {@code GOVERNANCE}
 */
record PutObjectRetention(
    String bucket, ObjectVersion object, Optional<Retention> retention, boolean bypass)
    implements S3Operation {

  private static final int DOCUMENT_LIMIT = 1 << 16;

  static PutObjectRetention parse(Target.Item item, Call call) throws IOException {
    call.understoodBy(
        Set.of(GetObjectRetention.PARAMETER, VersionIds.PARAMETER), Set.of(LockWords.BYPASS));
    WriteConditions.none(call);
    RequiredDigest.check(call);
    boolean bypass = LockWords.bypasses(call);
    RetentionDocument document = RetentionDocument.parse(call.document(DOCUMENT_LIMIT));
    return new PutObjectRetention(
        item.bucket(), VersionIds.object(item.key(), call), retention(document), bypass);
  }

  private static Optional<Retention> retention(RetentionDocument document) {
    if (document.mode().isEmpty()) {
      return Optional.empty();
    }
    RetentionMode mode =
        LockWords.mode(document.mode().get())
            .orElseThrow(() -> new S3Exception(S3ErrorCode.MALFORMED_XML));
    String until = document.until().orElseThrow();
    return Optional.of(new Retention(mode, LockWords.until("RetainUntilDate", until)));
  }

  @Override
  public List<Permission> permissions() {
    Permission write = Permission.write(bucket, object.key());
    return bypass ? List.of(write, Permission.administer(bucket)) : List.of(write);
  }

  @Override
  public S3Response execute(OperationContext context) throws IOException {
    context.vaults().open(bucket).locks().setRetention(object, retention, bypass);
    return Responses.empty(200, List.of());
  }
}
