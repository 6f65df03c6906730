package com.cipherquay.tests;

import static com.cipherquay.tests.LockedBuckets.assertRefused;
import static com.cipherquay.tests.LockedBuckets.in;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.ObjectLockLegalHoldStatus;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;

/** Object Lock by the SDK: what is locked stays, and what is not goes. */
@ForEverySubject
final class LockTest {

  private static final String KEY = "dir/a b\u00e9";
  private static final String DENIED = "403 AccessDenied";

  private final S3Client s3;
  private final boolean locks;
  private final String bucket;

  LockTest(Subject subject) {
    this.s3 = subject.s3();
    this.locks = LockedBuckets.areThere(subject);
    this.bucket = locks ? LockedBuckets.fresh(subject) : "";
  }

  private String put(ObjectLockMode mode, Instant until) {
    return s3.putObject(
            r -> r.bucket(bucket).key(KEY).objectLockMode(mode).objectLockRetainUntilDate(until),
            RequestBody.fromBytes(Bodies.of(70_000)))
        .versionId();
  }

  private void retain(String version, ObjectLockRetentionMode mode, Instant until, boolean bypass) {
    s3.putObjectRetention(
        r ->
            r.bucket(bucket)
                .key(KEY)
                .versionId(version)
                .bypassGovernanceRetention(bypass)
                .retention(it -> it.mode(mode).retainUntilDate(until)));
  }

  private void hold(String version, ObjectLockLegalHoldStatus status) {
    s3.putObjectLegalHold(
        r -> r.bucket(bucket).key(KEY).versionId(version).legalHold(it -> it.status(status)));
  }

  private void delete(String version) {
    s3.deleteObject(r -> r.bucket(bucket).key(KEY).versionId(version));
  }

  @Test
  void governance_keeps_a_version_from_all_who_do_not_bypass_it() {
    if (!locks) {
      return;
    }
    Instant until = in(Duration.ofDays(1));
    String version = put(ObjectLockMode.GOVERNANCE, until);
    HeadObjectResponse head = s3.headObject(r -> r.bucket(bucket).key(KEY));
    assertEquals(ObjectLockMode.GOVERNANCE, head.objectLockMode());
    assertEquals(until, head.objectLockRetainUntilDate());
    assertNull(head.objectLockLegalHoldStatus());
    assertArrayEquals(
        Bodies.of(70_000), s3.getObjectAsBytes(r -> r.bucket(bucket).key(KEY)).asByteArray());
    assertRefused(DENIED, () -> delete(version));
    String marker = s3.deleteObject(r -> r.bucket(bucket).key(KEY)).versionId();
    delete(marker);
    retain(version, ObjectLockRetentionMode.GOVERNANCE, until.plusSeconds(1), false);
    assertRefused(DENIED, () -> retain(version, ObjectLockRetentionMode.GOVERNANCE, until, false));
    retain(version, ObjectLockRetentionMode.GOVERNANCE, until, true);
    assertEquals(
        until, s3.getObjectRetention(r -> r.bucket(bucket).key(KEY)).retention().retainUntilDate());
    assertRefused("409 BucketNotEmpty", () -> s3.deleteBucket(r -> r.bucket(bucket)));
    s3.deleteObject(
        r -> r.bucket(bucket).key(KEY).versionId(version).bypassGovernanceRetention(true));
    assertEquals(List.of(), s3.listObjectVersions(r -> r.bucket(bucket)).versions());
    s3.deleteBucket(r -> r.bucket(bucket));
  }

  @Test
  void compliance_ends_with_its_time_and_no_sooner() throws InterruptedException {
    if (!locks) {
      return;
    }
    Instant until = in(Duration.ofSeconds(6));
    String version = put(ObjectLockMode.COMPLIANCE, until);
    assertRefused(
        DENIED,
        () -> retain(version, ObjectLockRetentionMode.COMPLIANCE, until.minusSeconds(1), true));
    assertRefused(
        DENIED,
        () ->
            s3.deleteObject(
                r -> r.bucket(bucket).key(KEY).versionId(version).bypassGovernanceRetention(true)));
    ObjectIdentifier named = ObjectIdentifier.builder().key(KEY).versionId(version).build();
    DeleteObjectsResponse answer =
        s3.deleteObjects(
            r -> r.bucket(bucket).bypassGovernanceRetention(true).delete(d -> d.objects(named)));
    assertEquals("AccessDenied", answer.errors().get(0).code());
    assertEquals(version, answer.errors().get(0).versionId());
    assertTrue(Instant.now().isBefore(until), "too slow to tell anything");
    Thread.sleep(Duration.between(Instant.now(), until).toMillis() + 1500);
    delete(version);
    assertEquals(List.of(), s3.listObjectVersions(r -> r.bucket(bucket)).versions());
  }

  @Test
  void a_legal_hold_stands_by_itself() {
    if (!locks) {
      return;
    }
    String version =
        s3.putObject(r -> r.bucket(bucket).key(KEY), RequestBody.fromString("x")).versionId();
    hold(version, ObjectLockLegalHoldStatus.ON);
    assertEquals(
        ObjectLockLegalHoldStatus.ON,
        s3.headObject(r -> r.bucket(bucket).key(KEY)).objectLockLegalHoldStatus());
    assertRefused(
        DENIED,
        () ->
            s3.deleteObject(
                r -> r.bucket(bucket).key(KEY).versionId(version).bypassGovernanceRetention(true)));
    hold(version, ObjectLockLegalHoldStatus.OFF);
    assertEquals(
        ObjectLockLegalHoldStatus.OFF,
        s3.getObjectLegalHold(r -> r.bucket(bucket).key(KEY)).legalHold().status());
    delete(version);
  }

  @Test
  void uploads_are_locked_as_they_say() {
    if (!locks) {
      return;
    }
    Instant until = in(Duration.ofDays(1));
    String upload =
        s3.createMultipartUpload(
                r ->
                    r.bucket(bucket)
                        .key("u")
                        .objectLockLegalHoldStatus(ObjectLockLegalHoldStatus.ON)
                        .objectLockMode(ObjectLockMode.GOVERNANCE)
                        .objectLockRetainUntilDate(until))
            .uploadId();
    String etag =
        s3.uploadPart(
                r -> r.bucket(bucket).key("u").uploadId(upload).partNumber(1),
                RequestBody.fromBytes(Bodies.of(100)))
            .eTag();
    CompletedPart part = CompletedPart.builder().partNumber(1).eTag(etag).build();
    s3.completeMultipartUpload(
        r -> r.bucket(bucket).key("u").uploadId(upload).multipartUpload(m -> m.parts(part)));
    HeadObjectResponse head = s3.headObject(r -> r.bucket(bucket).key("u"));
    assertEquals(until, head.objectLockRetainUntilDate());
    assertEquals(ObjectLockLegalHoldStatus.ON, head.objectLockLegalHoldStatus());
  }

  @Test
  void copies_are_locked_as_they_say_and_never_as_their_source() {
    if (!locks) {
      return;
    }
    s3.putObject(
        r -> r.bucket(bucket).key("u").objectLockLegalHoldStatus(ObjectLockLegalHoldStatus.ON),
        RequestBody.fromString("x"));
    s3.copyObject(
        r -> r.sourceBucket(bucket).sourceKey("u").destinationBucket(bucket).destinationKey("c"));
    HeadObjectResponse copied = s3.headObject(r -> r.bucket(bucket).key("c"));
    assertNull(copied.objectLockMode());
    assertNull(copied.objectLockLegalHoldStatus());
    s3.copyObject(
        r ->
            r.sourceBucket(bucket)
                .sourceKey("u")
                .destinationBucket(bucket)
                .destinationKey("c")
                .objectLockLegalHoldStatus(ObjectLockLegalHoldStatus.ON));
    assertEquals(
        ObjectLockLegalHoldStatus.ON,
        s3.headObject(r -> r.bucket(bucket).key("c")).objectLockLegalHoldStatus());
  }
}
