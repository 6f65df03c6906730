package com.cipherquay.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.LifecycleRuleFilter;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.Tagging;

/** Lifecycle rules by the SDK. */
@ForEverySubject
final class LifecycleTest {

  private static final String KEY = "logs/a b\u00e9";
  private static final Tag BLUE = Tag.builder().key("caf\u00e9").value("blue sky").build();

  private final Subject subject;
  private final S3Client s3;
  private final String bucket;

  LifecycleTest(Subject subject) {
    this.subject = subject;
    this.s3 = subject.s3();
    this.bucket = subject.freshBucket();
  }

  /** S3Proxy follows no rules, so the product before it takes none. */
  private boolean hasRules() {
    return !subject.name().equals("s3proxy");
  }

  /** In the Ceph of the tests a day has some seconds. */
  private static LifecycleRule.Builder rule(String id, LifecycleRuleFilter filter) {
    return LifecycleRule.builder()
        .id(id)
        .status(ExpirationStatus.ENABLED)
        .filter(filter)
        .expiration(e -> e.days(100_000));
  }

  private static LifecycleRuleFilter prefix(String prefix) {
    return LifecycleRuleFilter.builder().prefix(prefix).build();
  }

  private void put(LifecycleRule... rules) {
    s3.putBucketLifecycleConfiguration(
        r -> r.bucket(bucket).lifecycleConfiguration(c -> c.rules(rules)));
  }

  private List<LifecycleRule> rules() {
    return s3.getBucketLifecycleConfiguration(r -> r.bucket(bucket)).rules();
  }

  private static void assertError(int status, String code, Executable call) {
    S3Exception error = assertThrows(S3Exception.class, call);
    assertEquals(
        status + " " + code, error.statusCode() + " " + error.awsErrorDetails().errorCode());
  }

  @Test
  void rules_are_kept_replaced_and_deleted() {
    assertError(404, "NoSuchLifecycleConfiguration", this::rules);
    LifecycleRule tagged =
        rule("by tag", LifecycleRuleFilter.builder().and(a -> a.prefix("logs/").tags(BLUE)).build())
            .build();
    LifecycleRule whole =
        rule("wh\u00f6le", prefix(""))
            .expiration(e -> e.date(Instant.parse("2199-01-01T00:00:00Z")))
            .noncurrentVersionExpiration(n -> n.noncurrentDays(100_000))
            .abortIncompleteMultipartUpload(u -> u.daysAfterInitiation(100_000))
            .build();
    if (!hasRules()) {
      assertError(501, "NotImplemented", () -> put(tagged, whole));
      assertError(404, "NoSuchLifecycleConfiguration", this::rules);
      return;
    }
    put(tagged, whole);
    assertEquals(List.of(tagged, whole), rules());
    LifecycleRule disabled = rule("off", prefix("a/")).status(ExpirationStatus.DISABLED).build();
    put(disabled);
    assertEquals(List.of(disabled), rules());
    s3.deleteBucketLifecycle(r -> r.bucket(bucket));
    assertError(404, "NoSuchLifecycleConfiguration", this::rules);
    s3.deleteBucketLifecycle(r -> r.bucket(bucket));
    put(whole);
    s3.deleteBucket(r -> r.bucket(bucket));
  }

  @Test
  void what_can_not_be_told_to_the_store_is_refused() {
    if (hasRules()) {
      put(rule("old", prefix("a/")).build());
    }
    assertError(400, "InvalidRequest", () -> put(rule("r", prefix("logs")).build()));
    assertError(
        400,
        "InvalidArgument",
        () -> put(rule("r", prefix("")).expiration(e -> e.days(0)).build()));
    LifecycleRule one = rule("same", prefix("a/")).build();
    assertError(400, "InvalidArgument", () -> put(one, one));
    if (hasRules()) {
      assertEquals(List.of("old"), rules().stream().map(LifecycleRule::id).toList());
    }
  }

  /** A day of the local store has a day: what it does is tested in its own module. */
  @Test
  void ceph_expires_what_the_rules_mean_and_nothing_else() throws Exception {
    if (!subject.name().equals("radosgw")) {
      return;
    }
    for (String key : List.of(KEY, "logs/a/2", "logs", "other")) {
      s3.putObject(r -> r.bucket(bucket).key(key), RequestBody.fromString("x"));
    }
    s3.putObject(
        r -> r.bucket(bucket).key("blue").tagging(Tagging.builder().tagSet(BLUE).build()),
        RequestBody.fromString("x"));
    LifecycleRule logs = rule("l", prefix("logs/")).expiration(e -> e.days(1)).build();
    LifecycleRule blue =
        rule("b", LifecycleRuleFilter.builder().tag(BLUE).build())
            .expiration(e -> e.days(1))
            .build();
    put(logs, blue);
    await(List.of("logs", "other"));
    Thread.sleep(8_000);
    assertEquals(List.of("logs", "other"), keys());
    assertEquals(List.of(logs, blue), rules());
  }

  private void await(List<String> keys) throws InterruptedException {
    for (int i = 0; i < 120 && !keys().equals(keys); i++) {
      Thread.sleep(500);
    }
    assertEquals(keys, keys());
  }

  private List<String> keys() {
    return s3.listObjectsV2(r -> r.bucket(bucket)).contents().stream()
        .map(S3Object::key)
        .sorted()
        .toList();
  }

  @Test
  void answers_do_not_say_when_an_object_expires() {
    if (hasRules()) {
      put(rule("all", prefix("")).build());
    }
    s3.putObject(r -> r.bucket(bucket).key(KEY), RequestBody.fromString("x"));
    HeadObjectResponse head = s3.headObject(r -> r.bucket(bucket).key(KEY));
    assertFalse(head.sdkHttpResponse().firstMatchingHeader("x-amz-expiration").isPresent());
  }
}
