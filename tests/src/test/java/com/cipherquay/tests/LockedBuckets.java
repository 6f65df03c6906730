package com.cipherquay.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.function.Executable;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The buckets of the tests of Object Lock. */
final class LockedBuckets {

  private LockedBuckets() {}

  /** S3Proxy has no locks, so neither has the product before it. */
  static boolean areThere(Subject subject) {
    return !subject.name().equals("s3proxy");
  }

  /** A bucket of its own that can lock versions. */
  static String fresh(Subject subject) {
    String bucket = subject.freshBucket() + "-locks";
    subject.s3().createBucket(r -> r.bucket(bucket).objectLockEnabledForBucket(true));
    return bucket;
  }

  /** A time from now, to the second. */
  static Instant in(Duration time) {
    return Instant.ofEpochSecond(Instant.now().plus(time).getEpochSecond());
  }

  static void assertRefused(String outcome, Executable action) {
    S3Exception e = assertThrows(S3Exception.class, action);
    assertEquals(outcome, e.statusCode() + " " + e.awsErrorDetails().errorCode());
  }
}
