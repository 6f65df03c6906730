package com.cipherquay.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;

@ForEverySubject
final class BucketTest {

  private final Subject subject;
  private final S3Client s3;

  BucketTest(Subject subject) {
    this.subject = subject;
    this.s3 = subject.s3();
  }

  @Test
  void a_created_bucket_is_listed_and_found() {
    String bucket = subject.freshBucket();

    List<String> names = s3.listBuckets().buckets().stream().map(Bucket::name).toList();

    assertTrue(names.contains(bucket), names::toString);
    assertEquals(200, s3.headBucket(r -> r.bucket(bucket)).sdkHttpResponse().statusCode());
  }

  @Test
  void the_location_is_the_region() {
    String bucket = subject.freshBucket();

    String location = s3.getBucketLocation(r -> r.bucket(bucket)).locationConstraintAsString();

    // us-east-1 is written as the empty string (AWS, GetBucketLocation).
    assertTrue(location == null || location.isEmpty() || location.equals("us-east-1"), location);
  }

  @Test
  void a_deleted_bucket_is_gone() {
    String bucket = subject.freshBucket();

    s3.deleteBucket(r -> r.bucket(bucket));

    assertEquals(404, subject.raw().call("HEAD", "/" + bucket).status());
    assertThrows(NoSuchBucketException.class, () -> s3.listObjectsV2(r -> r.bucket(bucket)));
  }

  @Test
  void a_bucket_with_an_object_is_not_deleted() {
    String bucket = subject.freshBucket();
    s3.putObject(r -> r.bucket(bucket).key("a"), RequestBody.fromString("x"));

    assertEquals("409 BucketNotEmpty", subject.raw().call("DELETE", "/" + bucket).outcome());

    s3.deleteObject(r -> r.bucket(bucket).key("a"));
    assertEquals(204, subject.raw().call("DELETE", "/" + bucket).status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET /%s/a", "PUT /%s/a", "DELETE /%s", "GET /%s"})
  void an_absent_bucket_is_named_as_the_fault(String request) {
    String[] words = String.format(request, "no-such-bucket-here").split(" ", 2);

    assertEquals("404 NoSuchBucket", subject.raw().call(words[0], words[1]).outcome());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ab", "Upper", "under_score", "a..b", "-dash", "192.168.0.1", "dot."})
  void a_name_outside_the_rules_is_refused(String bucket) {
    assertEquals("400 InvalidBucketName", subject.raw().call("PUT", "/" + bucket).outcome());
  }
}
