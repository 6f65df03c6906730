package com.cipherquay.proxy.operation;

import com.cipherquay.proxy.access.Permission;
import com.cipherquay.proxy.s3.S3Response;
import com.cipherquay.proxy.s3.xml.TaggingDocument;
import com.cipherquay.vault.ObjectTags;
import com.cipherquay.vault.ObjectVersion;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** PutObjectTagging: replaces all tags of an object, and nothing else of it. */
record PutObjectTagging(String bucket, ObjectVersion object, ObjectTags tags)
    implements S3Operation {

  // Ten tags of 384 characters, every one of them escaped, written at length.
  private static final int DOCUMENT_LIMIT = 1 << 16;

  static PutObjectTagging parse(Target.Item item, Call call) throws IOException {
    call.understoodBy(Set.of(GetObjectTagging.PARAMETER, VersionIds.PARAMETER), Set.of());
    WriteConditions.none(call);
    RequiredDigest.check(call);
    TaggingDocument document = TaggingDocument.parse(call.document(DOCUMENT_LIMIT));
    return new PutObjectTagging(
        item.bucket(), VersionIds.object(item.key(), call), TagWords.of(document.tags()));
  }

  @Override
  public List<Permission> permissions() {
    return List.of(Permission.write(bucket, object.key()));
  }

  @Override
  public S3Response execute(OperationContext context) throws IOException {
    context.vaults().open(bucket).tags().put(object, tags);
    return Responses.empty(200, VersionIds.header(VersionIds.HEADER, object.versionId()));
  }
}
