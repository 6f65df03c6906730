package com.cipherquay.proxy.operation;

import com.cipherquay.proxy.access.Permission;
import com.cipherquay.proxy.s3.S3Response;
import com.cipherquay.proxy.s3.xml.CorsDocument;
import com.cipherquay.vault.DocumentKind;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** PutBucketCors; {@link CrossOrigin} enforces the rules. */
record PutBucketCors(String bucket, CorsDocument rules) implements S3Operation {

  // AWS, PutBucketCors: "The document is limited to 64 KB in size."
  private static final int DOCUMENT_LIMIT = 1 << 16;

  static PutBucketCors parse(String bucket, Call call) throws IOException {
    call.understoodBy(Set.of("cors"), Set.of());
    RequiredDigest.check(call);
    return new PutBucketCors(bucket, CorsDocument.parse(call.document(DOCUMENT_LIMIT)));
  }

  @Override
  public List<Permission> permissions() {
    return List.of(Permission.administer(bucket));
  }

  @Override
  public S3Response execute(OperationContext context) throws IOException {
    byte[] document = KeptDocument.bytes(rules.toXml());
    context.vaults().open(bucket).documents().write(DocumentKind.CORS, document);
    return Responses.empty(200, List.of());
  }
}
