package com.cipherquay.proxy.operation;

import com.cipherquay.proxy.access.Permission;
import com.cipherquay.proxy.s3.S3ErrorCode;
import com.cipherquay.proxy.s3.S3Exception;
import com.cipherquay.proxy.s3.S3Response;
import com.cipherquay.proxy.s3.xml.CreateBucketDocument;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * CreateBucket. Any region is accepted: the proxy has one, whatever clients call it.
 *
 * @param bucket a name that can be created
 * @param locks whether versions of its objects can be locked
 */
record CreateBucket(String bucket, boolean locks) implements S3Operation {

  private static final String LOCKS = "x-amz-bucket-object-lock-enabled";
  private static final int DOCUMENT_LIMIT = 1 << 16;
  private static final Pattern REGION = Pattern.compile("[A-Za-z0-9-]{1,64}");

  static CreateBucket parse(String bucket, Call call) throws IOException {
    Set<String> names = new HashSet<>(AccessControl.NAMES);
    names.addAll(Set.of(LOCKS, "x-amz-object-ownership"));
    call.understoodBy(Set.of(), names);
    AccessControl.requireOwnerOnly(call);
    call.harmless("x-amz-object-ownership", Set.of("BucketOwnerEnforced"));
    BucketNames.creatable(bucket);
    CreateBucketDocument document = CreateBucketDocument.parse(call.document(DOCUMENT_LIMIT));
    if (document.qualified()) {
      throw new S3Exception(
          S3ErrorCode.NOT_IMPLEMENTED,
          "A bucket is created with a location at most; configure it, with PutBucketTagging for"
              + " example, when it is there.");
    }
    if (document.location().filter(region -> !REGION.matcher(region).matches()).isPresent()) {
      throw new S3Exception(S3ErrorCode.INVALID_LOCATION_CONSTRAINT);
    }
    return new CreateBucket(bucket, locks(call));
  }

  private static boolean locks(Call call) {
    String word = call.header(LOCKS).orElse("false");
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw Call.invalid(LOCKS, word, "It is true or false.");
    };
  }

  @Override
  public List<Permission> permissions() {
    return List.of(Permission.administer(bucket));
  }

  @Override
  public S3Response execute(OperationContext context) throws IOException {
    context.vaults().create(bucket, locks);
    return Responses.empty(200, List.of(Map.entry("location", "/" + bucket)));
  }
}
