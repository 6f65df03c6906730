package com.cipherquay.proxy.operation;

import com.cipherquay.proxy.access.Permission;
import com.cipherquay.proxy.s3.S3Response;
import com.cipherquay.proxy.s3.xml.TaggingDocument;
import com.cipherquay.vault.BucketDocuments;
import com.cipherquay.vault.DocumentKind;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** PutBucketTagging; a set of no tags is the same as none. */
record PutBucketTagging(String bucket, TaggingDocument tagging) implements S3Operation {

  // Fifty tags of 384 characters, each of them escaped, leave room to spare.
  private static final int DOCUMENT_LIMIT = 1 << 18;

  static PutBucketTagging parse(String bucket, Call call) throws IOException {
    call.understoodBy(Set.of("tagging"), Set.of());
    RequiredDigest.check(call);
    TaggingDocument tagging = TaggingDocument.parse(call.document(DOCUMENT_LIMIT));
    TagRules.OF_BUCKET.check(tagging.tags());
    return new PutBucketTagging(bucket, tagging);
  }

  @Override
  public List<Permission> permissions() {
    return List.of(Permission.administer(bucket));
  }

  @Override
  public S3Response execute(OperationContext context) throws IOException {
    BucketDocuments documents = context.vaults().open(bucket).documents();
    if (tagging.tags().isEmpty()) {
      documents.delete(DocumentKind.TAGS);
    } else {
      documents.write(DocumentKind.TAGS, KeptDocument.bytes(tagging.toXml()));
    }
    return Responses.empty(204, List.of());
  }
}
