package com.cipherquay.proxy.operation;

import java.io.IOException;
import java.util.Optional;

/** Finds the operation on what a bucket is configured with. */
final class BucketResources {

  private BucketResources() {}

  /**
   * The operation that a request asks for; empty if it is about something else.
   *
   * @throws com.cipherquay.proxy.s3.S3Exception {@code NotImplemented} for what no bucket can have
   */
  static Optional<S3Operation> parse(String bucket, Call call) throws IOException {
    for (FixedConfiguration configuration : FixedConfiguration.ALL) {
      if (call.has(configuration.parameter())) {
        return FixedSetting.parse(bucket, configuration, call);
      }
    }
    for (AbsentConfiguration configuration : AbsentConfiguration.values()) {
      if (call.has(configuration.parameter())) {
        return AbsentSetting.parse(bucket, configuration, call);
      }
    }
    if (call.has("acl")) {
      return acl(bucket, call);
    }
    if (call.has("cors")) {
      return cors(bucket, call);
    }
    if (call.has(PutBucketLifecycleConfiguration.PARAMETER)) {
      return lifecycle(bucket, call);
    }
    if (call.has(GetObjectLockConfiguration.PARAMETER)) {
      return locks(bucket, call);
    }
    return call.has("tagging") ? tagging(bucket, call) : Optional.empty();
  }

  private static Optional<S3Operation> acl(String bucket, Call call) throws IOException {
    return switch (call.method()) {
      case "GET" -> Optional.of(GetBucketAcl.parse(bucket, call));
      case "PUT" -> Optional.of(PutBucketAcl.parse(bucket, call));
      default -> Optional.empty();
    };
  }

  private static Optional<S3Operation> cors(String bucket, Call call) throws IOException {
    return switch (call.method()) {
      case "GET" -> Optional.of(GetBucketCors.parse(bucket, call));
      case "PUT" -> Optional.of(PutBucketCors.parse(bucket, call));
      case "DELETE" -> Optional.of(DeleteBucketCors.parse(bucket, call));
      default -> Optional.empty();
    };
  }

  private static Optional<S3Operation> lifecycle(String bucket, Call call) throws IOException {
    return switch (call.method()) {
      case "GET" -> Optional.of(GetBucketLifecycleConfiguration.parse(bucket, call));
      case "PUT" -> Optional.of(PutBucketLifecycleConfiguration.parse(bucket, call));
      case "DELETE" -> Optional.of(DeleteBucketLifecycle.parse(bucket, call));
      default -> Optional.empty();
    };
  }

  private static Optional<S3Operation> locks(String bucket, Call call) throws IOException {
    return switch (call.method()) {
      case "GET" -> Optional.of(GetObjectLockConfiguration.parse(bucket, call));
      case "PUT" -> Optional.of(PutObjectLockConfiguration.parse(bucket, call));
      default -> Optional.empty();
    };
  }

  private static Optional<S3Operation> tagging(String bucket, Call call) throws IOException {
    return switch (call.method()) {
      case "GET" -> Optional.of(GetBucketTagging.parse(bucket, call));
      case "PUT" -> Optional.of(PutBucketTagging.parse(bucket, call));
      case "DELETE" -> Optional.of(DeleteBucketTagging.parse(bucket, call));
      default -> Optional.empty();
    };
  }
}
