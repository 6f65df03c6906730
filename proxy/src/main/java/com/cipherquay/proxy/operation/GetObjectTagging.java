package com.cipherquay.proxy.operation;

import com.cipherquay.proxy.access.Permission;
import com.cipherquay.proxy.s3.S3Response;
import com.cipherquay.proxy.s3.xml.TaggingDocument;
import com.cipherquay.vault.ObjectTags;
import com.cipherquay.vault.ObjectVersion;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** GetObjectTagging; an object without tags has an empty set. */
record GetObjectTagging(String bucket, ObjectVersion object) implements S3Operation {

  /** The sub-resource of an object, or of a bucket, that is its tags. */
  static final String PARAMETER = "tagging";

  static GetObjectTagging parse(Target.Item item, Call call) {
    call.understoodBy(Set.of(PARAMETER, VersionIds.PARAMETER), Set.of());
    return new GetObjectTagging(item.bucket(), VersionIds.object(item.key(), call));
  }

  @Override
  public List<Permission> permissions() {
    return List.of(Permission.read(bucket, object.key()));
  }

  @Override
  public S3Response execute(OperationContext context) throws IOException {
    ObjectTags tags = context.vaults().open(bucket).tags().get(object);
    List<TaggingDocument.Tag> set =
        tags.byKey().entrySet().stream()
            .map(tag -> new TaggingDocument.Tag(tag.getKey(), tag.getValue()))
            .toList();
    return Responses.document(
        200,
        VersionIds.header(VersionIds.HEADER, object.versionId()),
        new TaggingDocument(set).toXml());
  }
}
