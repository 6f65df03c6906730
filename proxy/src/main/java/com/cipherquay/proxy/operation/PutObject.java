package com.cipherquay.proxy.operation;

import com.cipherquay.proxy.access.Permission;
import com.cipherquay.proxy.access.RequestBody;
import com.cipherquay.proxy.s3.S3ErrorCode;
import com.cipherquay.proxy.s3.S3Exception;
import com.cipherquay.proxy.s3.S3Response;
import com.cipherquay.store.WriteCondition;
import com.cipherquay.vault.ObjectKey;
import com.cipherquay.vault.ObjectMetadata;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * PutObject. The body is pulled by the store through the vault; the object comes to exist only if
 * everything the client claimed about it is true.
 */
record PutObject(
    String bucket,
    ObjectKey key,
    ObjectMetadata metadata,
    RequestBody body,
    WriteCondition condition)
    implements S3Operation {

  private static final long MAX_LENGTH = 5L << 30;

  static PutObject parse(Target.Item item, Call call) {
    call.understoodBy(
        Set.of(),
        Set.of(
            "x-amz-acl",
            "x-amz-server-side-encryption",
            "x-amz-storage-class",
            "x-amz-website-redirect-location",
            ObjectHeaders.USER_METADATA));
    call.harmless("x-amz-acl", Set.of("private", "bucket-owner-full-control"));
    call.harmless("x-amz-storage-class", Set.of("STANDARD"));
    // Every object is encrypted; which of the two words the client has for it changes nothing. A
    // key of its own choice (SSE-C, a KMS key id) is another matter and not understood above.
    call.harmless("x-amz-server-side-encryption", Set.of("AES256", "aws:kms"));
    // RFC 9110 section 14.5: part of a body must not be stored as all of it.
    call.harmless("content-range", Set.of());
    call.harmless("if-modified-since", Set.of());
    call.harmless("if-unmodified-since", Set.of());
    RequestBody body = call.body();
    if (!body.lengthDeclared()) {
      throw new S3Exception(S3ErrorCode.MISSING_CONTENT_LENGTH);
    }
    if (body.length() > MAX_LENGTH) {
      throw new S3Exception(S3ErrorCode.ENTITY_TOO_LARGE)
          .with("ProposedSize", Long.toString(body.length()))
          .with("MaxSizeAllowed", Long.toString(MAX_LENGTH));
    }
    return new PutObject(
        item.bucket(), item.key(), UploadHeaders.metadata(call), body, condition(call));
  }

  private static WriteCondition condition(Call call) {
    call.harmless("if-none-match", Set.of("*"));
    if (call.header("if-match").isEmpty()) {
      return call.header("if-none-match").isPresent()
          ? new WriteCondition.IfAbsent()
          : WriteCondition.NONE;
    }
    EntityTags tags = EntityTags.parse(call.header("if-match").get());
    if (call.header("if-none-match").isPresent() || tags.any() || tags.tags().size() != 1) {
      throw Call.unimplemented("Header", "If-Match");
    }
    // RFC 9110 section 13.1.1 compares strongly: a weak tag is the same as nothing.
    if (tags.tags().get(0).weak()) {
      throw new S3Exception(S3ErrorCode.PRECONDITION_FAILED).with("Condition", "If-Match");
    }
    return new WriteCondition.IfMatch(tags.tags().get(0).value());
  }

  @Override
  public List<Permission> permissions() {
    return List.of(Permission.write(bucket, key));
  }

  @Override
  public S3Response execute(OperationContext context) throws IOException {
    String etag =
        context.vaults().open(bucket).put(key, metadata, body.toPlaintextBody(), condition);
    List<Map.Entry<String, String>> headers = new ArrayList<>();
    headers.add(Map.entry("etag", ObjectHeaders.quoted(etag)));
    headers.add(ObjectHeaders.ENCRYPTED);
    headers.addAll(ObjectHeaders.checksums(body.checksums()));
    return Responses.empty(200, headers);
  }
}
