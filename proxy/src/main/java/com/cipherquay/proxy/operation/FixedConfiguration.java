package com.cipherquay.proxy.operation;

import static com.cipherquay.proxy.s3.xml.ConfigurationDocument.element;
import static com.cipherquay.proxy.s3.xml.ConfigurationDocument.text;

import com.cipherquay.proxy.s3.xml.ConfigurationDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What S3 lets one choose of a bucket and what is the same here for every bucket. A read answers
 * what is true; a write may only say the same.
 *
 * @param parameter the sub-resource
 * @param subject what the operations are named after
 * @param shown what a read answers
 * @param same what says the same, in other words
 * @param alternative what to tell who wants something else
 */
record FixedConfiguration(
    String parameter,
    String subject,
    ConfigurationDocument shown,
    List<ConfigurationDocument> same,
    String alternative) {

  private static final FixedConfiguration ABAC =
      new FixedConfiguration(
          "abac",
          "BucketAbac",
          element("AbacStatus", text("Status", "Disabled")),
          List.of(),
          "Tags decide nothing here; access is given by access grants.");

  private static final FixedConfiguration ACCELERATE =
      new FixedConfiguration(
          "accelerate",
          "BucketAccelerateConfiguration",
          element("AccelerateConfiguration"),
          List.of(element("AccelerateConfiguration", text("Status", "Suspended"))),
          "There are no edge locations: this proxy runs where its clients are.");

  private static final FixedConfiguration ENCRYPTION =
      new FixedConfiguration(
          "encryption",
          "BucketEncryption",
          encryption("aws:kms", Optional.of("false")),
          List.of(
              encryption("aws:kms", Optional.empty()),
              encryption("AES256", Optional.empty()),
              encryption("AES256", Optional.of("false"))),
          "Everything is encrypted by this vault, under its own keys, and can not be otherwise.");

  private static final FixedConfiguration LOGGING =
      new FixedConfiguration(
          "logging",
          "BucketLogging",
          element("BucketLoggingStatus"),
          List.of(),
          "Requests are in the access log of this proxy: log.requests.");

  private static final FixedConfiguration OWNERSHIP_CONTROLS =
      new FixedConfiguration(
          "ownershipControls",
          "BucketOwnershipControls",
          element(
              "OwnershipControls", element("Rule", text("ObjectOwnership", "BucketOwnerEnforced"))),
          List.of(),
          "Everything belongs to the owner of the vault; others are let in by access grants.");

  private static final FixedConfiguration POLICY_STATUS =
      new FixedConfiguration(
          "policyStatus",
          "BucketPolicyStatus",
          element("PolicyStatus", text("IsPublic", "false")),
          List.of(),
          "No bucket is public; others are let in by access grants.");

  private static final FixedConfiguration PUBLIC_ACCESS_BLOCK =
      new FixedConfiguration(
          "publicAccessBlock",
          "PublicAccessBlock",
          element(
              "PublicAccessBlockConfiguration",
              text("BlockPublicAcls", "true"),
              text("IgnorePublicAcls", "true"),
              text("BlockPublicPolicy", "true"),
              text("RestrictPublicBuckets", "true")),
          List.of(),
          "No bucket can be made public; others are let in by access grants.");

  private static final FixedConfiguration REQUEST_PAYMENT =
      new FixedConfiguration(
          "requestPayment",
          "BucketRequestPayment",
          element("RequestPaymentConfiguration", text("Payer", "BucketOwner")),
          List.of(),
          "Nobody is charged here; what the store charges is the owner's.");

  /** All of them. */
  static final List<FixedConfiguration> ALL =
      List.of(
          ABAC,
          ACCELERATE,
          ENCRYPTION,
          LOGGING,
          OWNERSHIP_CONTROLS,
          POLICY_STATUS,
          PUBLIC_ACCESS_BLOCK,
          REQUEST_PAYMENT);

  FixedConfiguration {
    same = List.copyOf(same);
  }

  private static ConfigurationDocument encryption(String algorithm, Optional<String> bucketKey) {
    List<ConfigurationDocument> rule = new ArrayList<>();
    rule.add(element("ApplyServerSideEncryptionByDefault", text("SSEAlgorithm", algorithm)));
    bucketKey.ifPresent(enabled -> rule.add(text("BucketKeyEnabled", enabled)));
    return element(
        "ServerSideEncryptionConfiguration", new ConfigurationDocument("Rule", "", rule));
  }

  /** Whether S3 has a write of it. */
  boolean canBePut() {
    return !equals(POLICY_STATUS);
  }

  /** Whether deleting it brings back what is there anyway. */
  boolean canBeDeleted() {
    return equals(ENCRYPTION);
  }

  /** Whether a document says what is so. */
  boolean isSaidBy(ConfigurationDocument document) {
    return Stream.concat(Stream.of(shown), same.stream()).anyMatch(document::says);
  }
}
