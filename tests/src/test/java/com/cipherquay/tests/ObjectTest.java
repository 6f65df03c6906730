package com.cipherquay.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Object;

@ForEverySubject
final class ObjectTest {

  private static final int MIB = 1024 * 1024;

  private final Subject subject;
  private final S3Client s3;
  private final String bucket;

  ObjectTest(Subject subject) {
    this.subject = subject;
    this.s3 = subject.s3();
    this.bucket = subject.freshBucket();
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        0,
        1,
        15,
        16,
        17,
        148,
        65_519,
        65_520,
        65_521,
        65_536,
        131_039,
        131_040,
        131_041,
        MIB,
        5 * MIB - 1,
        5 * MIB,
        5 * MIB + 1
      })
  void a_body_of_any_size_comes_back(int size) {
    byte[] body = Bodies.of(size);

    s3.putObject(r -> r.bucket(bucket).key("k"), RequestBody.fromBytes(body));

    byte[] back = s3.getObjectAsBytes(r -> r.bucket(bucket).key("k")).asByteArray();
    assertArrayEquals(body, back);
    assertEquals(size, s3.headObject(r -> r.bucket(bucket).key("k")).contentLength());
    S3Object listed = s3.listObjectsV2(r -> r.bucket(bucket)).contents().get(0);
    assertEquals(size, listed.size());
  }

  @Test
  void an_object_is_replaced() {
    s3.putObject(r -> r.bucket(bucket).key("k"), RequestBody.fromString("the first, longer"));
    s3.putObject(r -> r.bucket(bucket).key("k"), RequestBody.fromString("second"));

    assertEquals("second", s3.getObjectAsBytes(r -> r.bucket(bucket).key("k")).asUtf8String());
    assertEquals(1, s3.listObjectsV2(r -> r.bucket(bucket)).keyCount());
  }

  @Test
  void a_deleted_object_is_gone_and_deleting_again_is_no_error() {
    s3.putObject(r -> r.bucket(bucket).key("k"), RequestBody.fromString("x"));

    assertEquals(204, subject.raw().call("DELETE", "/" + bucket + "/k").status());
    assertEquals(204, subject.raw().call("DELETE", "/" + bucket + "/k").status());

    assertThrows(NoSuchKeyException.class, () -> s3.getObject(r -> r.bucket(bucket).key("k")));
    assertThrows(NoSuchKeyException.class, () -> s3.headObject(r -> r.bucket(bucket).key("k")));
  }

  @Test
  void many_objects_are_deleted_at_once() {
    List<String> keys = IntStream.range(0, 25).mapToObj(i -> "dir " + i % 3 + "/k&<" + i).toList();
    keys.forEach(k -> s3.putObject(r -> r.bucket(bucket).key(k), RequestBody.fromString(k)));
    List<ObjectIdentifier> doomed =
        keys.stream().skip(5).map(k -> ObjectIdentifier.builder().key(k).build()).toList();

    DeleteObjectsResponse answer =
        s3.deleteObjects(r -> r.bucket(bucket).delete(d -> d.objects(doomed)));

    assertEquals(
        keys.subList(5, 25), answer.deleted().stream().map(d -> d.key()).sorted(keys()).toList());
    assertFalse(answer.hasErrors() && !answer.errors().isEmpty());
    List<String> left =
        s3.listObjectsV2(r -> r.bucket(bucket)).contents().stream().map(S3Object::key).toList();
    assertEquals(keys.subList(0, 5), left.stream().sorted(keys()).toList());
  }

  private static Comparator<String> keys() {
    return Comparator.comparingInt(k -> Integer.parseInt(k.substring(k.indexOf('<') + 1)));
  }

  @Test
  void a_quiet_multi_delete_names_only_what_failed() {
    s3.putObject(r -> r.bucket(bucket).key("k"), RequestBody.fromString("x"));

    List<ObjectIdentifier> both =
        List.of(
            ObjectIdentifier.builder().key("k").build(),
            ObjectIdentifier.builder().key("none").build());

    DeleteObjectsResponse answer =
        s3.deleteObjects(r -> r.bucket(bucket).delete(d -> d.quiet(true).objects(both)));

    assertEquals(List.of(), answer.deleted());
    assertEquals(List.of(), answer.errors());
    assertEquals(0, s3.listObjectsV2(r -> r.bucket(bucket)).keyCount());
  }

  @Test
  void the_entity_tag_is_the_same_everywhere() {
    String put = s3.putObject(r -> r.bucket(bucket).key("k"), RequestBody.fromString("x")).eTag();
    HeadObjectResponse head = s3.headObject(r -> r.bucket(bucket).key("k"));

    assertEquals(put, head.eTag());
    assertEquals(put, s3.getObjectAsBytes(r -> r.bucket(bucket).key("k")).response().eTag());
    assertEquals(put, s3.listObjectsV2(r -> r.bucket(bucket)).contents().get(0).eTag());
    assertEquals(put, s3.listObjects(r -> r.bucket(bucket)).contents().get(0).eTag());
    assertTrue(put.startsWith("\"") && put.endsWith("\""), put);
  }

  @Test
  void the_listing_and_the_head_agree_on_the_time() {
    s3.putObject(r -> r.bucket(bucket).key("k"), RequestBody.fromString("x"));

    HeadObjectResponse head = s3.headObject(r -> r.bucket(bucket).key("k"));
    S3Object listed = s3.listObjectsV2(r -> r.bucket(bucket)).contents().get(0);

    assertEquals(head.lastModified().getEpochSecond(), listed.lastModified().getEpochSecond());
  }
}
