package com.cipherquay.proxy.operation;

import com.cipherquay.proxy.access.Permission;
import com.cipherquay.proxy.s3.S3ErrorCode;
import com.cipherquay.proxy.s3.S3Exception;
import com.cipherquay.proxy.s3.S3Response;
import com.cipherquay.proxy.s3.xml.VersioningDocument;
import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import com.cipherquay.store.Versioning;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * PutBucketVersioning.
 *
 * @param versioning not {@code NEVER}
 */
record PutBucketVersioning(String bucket, Versioning versioning) implements S3Operation {

  static final String PARAMETER = "versioning";
  static final String ENABLED = "Enabled";
  static final String SUSPENDED = "Suspended";

  private static final int DOCUMENT_LIMIT = 1 << 16;

  static PutBucketVersioning parse(String bucket, Call call) throws IOException {
    call.understoodBy(Set.of(PARAMETER), Set.of());
    VersioningDocument document = VersioningDocument.parse(call.document(DOCUMENT_LIMIT));
    // Disabled is what it always is.
    if (document.mfaDelete().filter(word -> !word.equals("Disabled")).isPresent()) {
      throw new S3Exception(
          S3ErrorCode.NOT_IMPLEMENTED,
          "MFA delete is not implemented: the owner of the credential may delete versions.");
    }
    return new PutBucketVersioning(bucket, versioning(document));
  }

  private static Versioning versioning(VersioningDocument document) {
    String status =
        document
            .status()
            .orElseThrow(
                () ->
                    new S3Exception(
                        S3ErrorCode.ILLEGAL_VERSIONING_CONFIGURATION,
                        "The Versioning element must be specified"));
    return switch (status) {
      case ENABLED -> Versioning.ENABLED;
      case SUSPENDED -> Versioning.SUSPENDED;
      default -> throw new S3Exception(S3ErrorCode.MALFORMED_XML);
    };
  }

  @Override
  public List<Permission> permissions() {
    return List.of(Permission.administer(bucket));
  }

  @Override
  public S3Response execute(OperationContext context) throws IOException {
    try {
      context.vaults().open(bucket).versions().set(versioning);
    } catch (StoreException e) {
      if (e.fault() == StoreFault.BUCKET_STATE) {
        throw new S3Exception(
            S3ErrorCode.INVALID_BUCKET_STATE,
            "An Object Lock configuration is present on this bucket, so the versioning state cannot"
                + " be changed.");
      }
      throw e;
    }
    return Responses.empty(200, List.of());
  }
}
