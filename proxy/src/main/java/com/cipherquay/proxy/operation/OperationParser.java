package com.cipherquay.proxy.operation;

import com.cipherquay.proxy.access.Caller;
import com.cipherquay.proxy.access.SignedForm;
import com.cipherquay.proxy.s3.BucketHosts;
import com.cipherquay.proxy.s3.S3ErrorCode;
import com.cipherquay.proxy.s3.S3Exception;
import com.cipherquay.proxy.s3.S3Request;
import java.io.IOException;
import java.util.Optional;

/**
 * Decides which operation a request is, by its target, its method and its sub-resource.
 *
 * @param hosts the host names that name a bucket
 */
record OperationParser(BucketHosts hosts) {

  private static final String UPLOADS = "uploads";

  /**
   * The operation that a request asks for.
   *
   * @throws S3Exception {@code NotImplemented} if it asks for more than any operation understands
   * @throws IOException if the body has to be read for it and can not be
   */
  S3Operation parse(S3Request request, Caller caller) throws IOException {
    Target target = Target.of(request, hosts);
    Call call = Call.of(request, caller);
    Refusal.check(call);
    if (caller.form().isPresent()) {
      return ofForm(target, call, caller.form().get(), request.rawPath());
    }
    if (target instanceof Target.Bucket bucket) {
      return ofBucket(bucket.name(), call);
    }
    if (target instanceof Target.Item item) {
      return ofObject(item, call);
    }
    if (call.method().equals("GET")) {
      return ListBuckets.parse(call);
    }
    throw notAllowed(call, "SERVICE");
  }

  /** A form says itself which object it makes, and is sent to the bucket. */
  private static S3Operation ofForm(Target target, Call call, SignedForm form, String rawPath) {
    if (target instanceof Target.Bucket bucket) {
      return PostObject.parse(bucket.name(), call, form, rawPath);
    }
    throw notAllowed(call, target instanceof Target.Item ? "OBJECT" : "SERVICE");
  }

  private static S3Operation ofBucket(String bucket, Call call) throws IOException {
    Optional<S3Operation> configuration = BucketResources.parse(bucket, call);
    if (configuration.isPresent()) {
      return configuration.get();
    }
    return switch (call.method()) {
      case "GET" -> readBucket(bucket, call);
      case "HEAD" -> HeadBucket.parse(bucket, call);
      case "PUT" -> writeBucket(bucket, call);
      case "DELETE" -> DeleteBucket.parse(bucket, call);
      case "POST" -> DeleteObjects.parse(bucket, call);
      default -> throw notAllowed(call, "BUCKET");
    };
  }

  private static S3Operation writeBucket(String bucket, Call call) throws IOException {
    return call.has(PutBucketVersioning.PARAMETER)
        ? PutBucketVersioning.parse(bucket, call)
        : CreateBucket.parse(bucket, call);
  }

  private static S3Operation readBucket(String bucket, Call call) {
    if (call.has("location")) {
      return GetBucketLocation.parse(bucket, call);
    }
    if (call.has(UPLOADS)) {
      return ListMultipartUploads.parse(bucket, call);
    }
    if (call.has(PutBucketVersioning.PARAMETER)) {
      return GetBucketVersioning.parse(bucket, call);
    }
    if (call.has(ListObjectVersions.PARAMETER)) {
      return ListObjectVersions.parse(bucket, call);
    }
    return call.has("list-type")
        ? ListObjectsV2.parse(bucket, call)
        : ListObjects.parse(bucket, call);
  }

  private static S3Operation ofObject(Target.Item item, Call call) throws IOException {
    if (call.has("acl")) {
      return acl(item, call);
    }
    return switch (call.method()) {
      case "GET" -> read(item, call);
      case "HEAD" -> HeadObject.parse(item, call);
      case "PUT" -> write(item, call);
      case "DELETE" -> delete(item, call);
      case "POST" -> post(item, call);
      default -> throw notAllowed(call, "OBJECT");
    };
  }

  private static S3Operation acl(Target.Item item, Call call) throws IOException {
    return switch (call.method()) {
      case "GET" -> GetObjectAcl.parse(item, call);
      case "PUT" -> PutObjectAcl.parse(item, call);
      default -> throw Call.unimplemented("Parameter", "acl");
    };
  }

  private static S3Operation read(Target.Item item, Call call) {
    if (call.has(GetObjectTagging.PARAMETER)) {
      return GetObjectTagging.parse(item, call);
    }
    if (call.has(GetObjectAttributes.PARAMETER)) {
      return GetObjectAttributes.parse(item, call);
    }
    if (call.has(GetObjectRetention.PARAMETER)) {
      return GetObjectRetention.parse(item, call);
    }
    if (call.has(GetObjectLegalHold.PARAMETER)) {
      return GetObjectLegalHold.parse(item, call);
    }
    return call.has(UploadId.PARAMETER) ? ListParts.parse(item, call) : GetObject.parse(item, call);
  }

  private static S3Operation delete(Target.Item item, Call call) {
    if (call.has(GetObjectTagging.PARAMETER)) {
      return DeleteObjectTagging.parse(item, call);
    }
    return call.has(UploadId.PARAMETER)
        ? AbortMultipartUpload.parse(item, call)
        : DeleteObject.parse(item, call);
  }

  private static S3Operation write(Target.Item item, Call call) throws IOException {
    if (call.has(GetObjectTagging.PARAMETER)) {
      return PutObjectTagging.parse(item, call);
    }
    if (call.has(GetObjectRetention.PARAMETER)) {
      return PutObjectRetention.parse(item, call);
    }
    if (call.has(GetObjectLegalHold.PARAMETER)) {
      return PutObjectLegalHold.parse(item, call);
    }
    boolean copy = call.headers().containsKey(CopyFrom.HEADER);
    if (call.has(UploadId.PARAMETER) || call.has(Numbers.PART)) {
      return copy ? UploadPartCopy.parse(item, call) : UploadPart.parse(item, call);
    }
    return copy ? CopyObject.parse(item, call) : PutObject.parse(item, call);
  }

  private static S3Operation post(Target.Item item, Call call) throws IOException {
    if (call.has(RestoreObject.PARAMETER)) {
      return RestoreObject.parse(item, call);
    }
    if (call.has(UPLOADS)) {
      return CreateMultipartUpload.parse(item, call);
    }
    if (call.has(UploadId.PARAMETER)) {
      return CompleteMultipartUpload.parse(item, call);
    }
    throw new S3Exception(S3ErrorCode.NOT_IMPLEMENTED);
  }

  private static S3Exception notAllowed(Call call, String resource) {
    return new S3Exception(S3ErrorCode.METHOD_NOT_ALLOWED)
        .with("Method", call.method())
        .with("ResourceType", resource);
  }
}
