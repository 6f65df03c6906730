package com.cipherquay.tests;

import static com.cipherquay.tests.LockedBuckets.assertRefused;
import static com.cipherquay.tests.LockedBuckets.in;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.DefaultRetention;
import software.amazon.awssdk.services.s3.model.ObjectLockConfiguration;
import software.amazon.awssdk.services.s3.model.ObjectLockEnabled;
import software.amazon.awssdk.services.s3.model.ObjectLockLegalHoldStatus;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;

/** Buckets with Object Lock by the SDK, and stores without. */
@ForEverySubject
final class LockedBucketTest {

  private static final String KEY = "dir/a b\u00e9";

  private final Subject subject;
  private final S3Client s3;
  private final boolean locks;
  private final String bucket;

  LockedBucketTest(Subject subject) {
    this.subject = subject;
    this.s3 = subject.s3();
    this.locks = LockedBuckets.areThere(subject);
    this.bucket = locks ? LockedBuckets.fresh(subject) : subject.freshBucket() + "-locks";
  }

  private void configure(DefaultRetention retention) {
    ObjectLockConfiguration configuration =
        ObjectLockConfiguration.builder()
            .objectLockEnabled(ObjectLockEnabled.ENABLED)
            .rule(it -> it.defaultRetention(retention))
            .build();
    s3.putObjectLockConfiguration(r -> r.bucket(bucket).objectLockConfiguration(configuration));
  }

  @Test
  void where_the_store_has_no_locks_it_is_said_and_nothing_is_written() {
    if (locks) {
      return;
    }
    String refused = "501 NotImplemented";
    String plain = subject.freshBucket();
    assertRefused(
        refused, () -> s3.createBucket(r -> r.bucket(bucket).objectLockEnabledForBucket(true)));
    assertThrows(S3Exception.class, () -> s3.headBucket(r -> r.bucket(bucket)));
    assertRefused(refused, () -> s3.getObjectLockConfiguration(r -> r.bucket(plain)));
    assertRefused(
        refused,
        () ->
            s3.putObject(
                r ->
                    r.bucket(plain)
                        .key(KEY)
                        .objectLockLegalHoldStatus(ObjectLockLegalHoldStatus.ON),
                RequestBody.fromString("x")));
    assertThrows(S3Exception.class, () -> s3.headObject(r -> r.bucket(plain).key(KEY)));
    s3.putObject(r -> r.bucket(plain).key(KEY), RequestBody.fromString("x"));
    assertRefused(refused, () -> s3.getObjectRetention(r -> r.bucket(plain).key(KEY)));
    assertRefused(refused, () -> s3.getObjectLegalHold(r -> r.bucket(plain).key(KEY)));
  }

  @Test
  void a_bucket_that_locks_nothing() {
    if (!locks) {
      return;
    }
    String plain = subject.freshBucket();
    s3.putObject(r -> r.bucket(plain).key(KEY), RequestBody.fromString("x"));
    assertRefused(
        "404 ObjectLockConfigurationNotFoundError",
        () -> s3.getObjectLockConfiguration(r -> r.bucket(plain)));
    String missing = "400 InvalidRequest";
    assertRefused(missing, () -> s3.getObjectRetention(r -> r.bucket(plain).key(KEY)));
    assertRefused(missing, () -> s3.getObjectLegalHold(r -> r.bucket(plain).key(KEY)));
    assertRefused(
        missing,
        () ->
            s3.putObjectLegalHold(
                r ->
                    r.bucket(plain)
                        .key(KEY)
                        .legalHold(it -> it.status(ObjectLockLegalHoldStatus.ON))));
    assertRefused(
        missing,
        () ->
            s3.putObject(
                r ->
                    r.bucket(plain)
                        .key(KEY)
                        .objectLockMode(ObjectLockMode.GOVERNANCE)
                        .objectLockRetainUntilDate(in(Duration.ofDays(1))),
                RequestBody.fromString("y")));
    assertEquals("x", s3.getObjectAsBytes(r -> r.bucket(plain).key(KEY)).asUtf8String());
    assertRefused(
        "409 InvalidBucketState",
        () ->
            s3.putObjectLockConfiguration(
                r ->
                    r.bucket(plain)
                        .objectLockConfiguration(
                            it -> it.objectLockEnabled(ObjectLockEnabled.ENABLED))));
  }

  @Test
  void a_bucket_that_locks_keeps_versions() {
    if (!locks) {
      return;
    }
    assertEquals(
        BucketVersioningStatus.ENABLED, s3.getBucketVersioning(r -> r.bucket(bucket)).status());
    assertRefused(
        "409 InvalidBucketState",
        () ->
            s3.putBucketVersioning(
                r ->
                    r.bucket(bucket)
                        .versioningConfiguration(
                            it -> it.status(BucketVersioningStatus.SUSPENDED))));
    ObjectLockConfiguration before =
        s3.getObjectLockConfiguration(r -> r.bucket(bucket)).objectLockConfiguration();
    assertEquals(ObjectLockEnabled.ENABLED, before.objectLockEnabled());
    assertNull(before.rule());
    s3.putObject(r -> r.bucket(bucket).key(KEY), RequestBody.fromString("free"));
    String none = "404 NoSuchObjectLockConfiguration";
    assertRefused(none, () -> s3.getObjectRetention(r -> r.bucket(bucket).key(KEY)));
    assertRefused(none, () -> s3.getObjectLegalHold(r -> r.bucket(bucket).key(KEY)));
    assertRefused("404 NoSuchKey", () -> s3.getObjectRetention(r -> r.bucket(bucket).key("no")));
  }

  @Test
  void the_default_retention_of_a_bucket_does_not_stand_in_the_way_of_anything_else() {
    if (!locks) {
      return;
    }
    DefaultRetention days =
        DefaultRetention.builder().mode(ObjectLockRetentionMode.GOVERNANCE).days(2).build();
    configure(days);
    assertEquals(
        days,
        s3.getObjectLockConfiguration(r -> r.bucket(bucket))
            .objectLockConfiguration()
            .rule()
            .defaultRetention());
    String version =
        s3.putObject(r -> r.bucket(bucket).key(KEY), RequestBody.fromString("x")).versionId();
    Instant until = s3.headObject(r -> r.bucket(bucket).key(KEY)).objectLockRetainUntilDate();
    Duration off = Duration.between(in(Duration.ofDays(2)), until).abs();
    assertTrue(off.compareTo(Duration.ofMinutes(1)) < 0, off.toString());
    assertRefused(
        "403 AccessDenied",
        () -> s3.deleteObject(r -> r.bucket(bucket).key(KEY).versionId(version)));
    // What the vault keeps for itself is locked by the store too, or spared; nobody may notice.
    String upload = s3.createMultipartUpload(r -> r.bucket(bucket).key("u")).uploadId();
    s3.uploadPart(
        r -> r.bucket(bucket).key("u").uploadId(upload).partNumber(1),
        RequestBody.fromBytes(Bodies.of(100)));
    s3.abortMultipartUpload(r -> r.bucket(bucket).key("u").uploadId(upload));
    assertEquals(List.of(), s3.listMultipartUploads(r -> r.bucket(bucket)).uploads());
    assertRefused(
        "404 NoSuchUpload", () -> s3.listParts(r -> r.bucket(bucket).key("u").uploadId(upload)));
    s3.putBucketTagging(
        r -> r.bucket(bucket).tagging(t -> t.tagSet(Tag.builder().key("a").value("b").build())));
    s3.deleteBucketTagging(r -> r.bucket(bucket));
    assertRefused("404 NoSuchTagSet", () -> s3.getBucketTagging(r -> r.bucket(bucket)));
    s3.putBucketTagging(
        r -> r.bucket(bucket).tagging(t -> t.tagSet(Tag.builder().key("a").value("c").build())));
    assertEquals("c", s3.getBucketTagging(r -> r.bucket(bucket)).tagSet().get(0).value());
  }
}
