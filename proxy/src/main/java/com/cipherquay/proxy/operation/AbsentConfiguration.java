package com.cipherquay.proxy.operation;

import com.cipherquay.proxy.s3.S3ErrorCode;
import java.util.Optional;

/** What a bucket of S3 may be configured with and none has here. */
enum AbsentConfiguration {
  ANALYTICS(
      "analytics",
      "BucketAnalyticsConfiguration",
      Optional.of("ListBucketAnalyticsConfigurationResult"),
      "The store would analyse encrypted names; ask it yourself for what it knows."),
  INTELLIGENT_TIERING(
      "intelligent-tiering",
      "BucketIntelligentTieringConfiguration",
      Optional.of("ListBucketIntelligentTieringConfigurationsOutput"),
      "Filters would name encrypted names; use storage classes or a lifecycle of the store."),
  INVENTORY(
      "inventory",
      "BucketInventoryConfiguration",
      Optional.of("ListInventoryConfigurationsResult"),
      "An inventory would list encrypted names; list the bucket, which costs one request a page."),
  METRICS(
      "metrics",
      "BucketMetricsConfiguration",
      Optional.of("ListMetricsConfigurationsResult"),
      "Requests are counted at /metrics of the admin listener."),
  REPLICATION(
      "replication",
      "BucketReplication",
      Optional.empty(),
      "Replicate the ciphertext behind this proxy, at the store, under the same bucket name.");

  private final String parameter;
  private final String subject;
  private final Optional<String> list;
  private final String alternative;

  /**
   * @param parameter the sub-resource
   * @param subject what the operations are named after
   * @param list the root of the list of those of a bucket; empty if a bucket has one at most
   * @param alternative what to tell who wants one
   */
  AbsentConfiguration(String parameter, String subject, Optional<String> list, String alternative) {
    this.parameter = parameter;
    this.subject = subject;
    this.list = list;
    this.alternative = alternative;
  }

  String parameter() {
    return parameter;
  }

  String subject() {
    return subject;
  }

  Optional<String> list() {
    return list;
  }

  String alternative() {
    return alternative;
  }

  /** What S3 says where there is none. */
  S3ErrorCode absence() {
    return list.isPresent()
        ? S3ErrorCode.NO_SUCH_CONFIGURATION
        : S3ErrorCode.REPLICATION_CONFIGURATION_NOT_FOUND;
  }
}
