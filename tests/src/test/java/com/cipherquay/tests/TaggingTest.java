package com.cipherquay.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.Tagging;
import software.amazon.awssdk.services.s3.model.TaggingDirective;

/** The tags of objects by the SDK. */
@ForEverySubject
final class TaggingTest {

  private static final String KEY = "a b/\u00e9";
  private static final Map<String, String> TAGS =
      Map.of("project", "blue sky", "caf\u00e9 +-=._:/@", "\u4e2d", "empty", "");

  private final Subject subject;
  private final S3Client s3;
  private final String bucket;

  TaggingTest(Subject subject) {
    this.subject = subject;
    this.s3 = subject.s3();
    this.bucket = subject.freshBucket();
  }

  /** S3Proxy has no tags, so neither has the product before it. */
  private boolean hasTags() {
    return !subject.name().equals("s3proxy");
  }

  private static Tagging tagging(Map<String, String> tags) {
    List<Tag> set =
        tags.entrySet().stream()
            .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
            .toList();
    return Tagging.builder().tagSet(set).build();
  }

  private void put(byte[] body, Map<String, String> tags) {
    s3.putObject(
        r -> r.bucket(bucket).key(KEY).tagging(tagging(tags)).metadata(Map.of("a", "b")),
        RequestBody.fromBytes(body));
  }

  private Map<String, String> tags(String inBucket, String key) {
    return s3.getObjectTagging(r -> r.bucket(inBucket).key(key)).tagSet().stream()
        .collect(Collectors.toMap(Tag::key, Tag::value));
  }

  private void retag(Map<String, String> tags) {
    s3.putObjectTagging(r -> r.bucket(bucket).key(KEY).tagging(tagging(tags)));
  }

  private static void assertRefused(String outcome, Executable action) {
    S3Exception e = assertThrows(S3Exception.class, action);
    assertEquals(outcome, e.statusCode() + " " + e.awsErrorDetails().errorCode());
  }

  @Test
  void where_the_store_has_no_tags_it_is_said_and_nothing_is_written() {
    if (hasTags()) {
      return;
    }
    for (int size : List.of(10, 200_000)) {
      assertRefused("501 NotImplemented", () -> put(Bodies.of(size), TAGS));
    }
    assertEquals(0, s3.listObjectsV2(r -> r.bucket(bucket)).keyCount());
    put(Bodies.of(5), Map.of());
    S3Exception e = assertThrows(S3Exception.class, () -> tags(bucket, KEY));
    assertEquals(501, e.statusCode());
    assertTrue(e.awsErrorDetails().errorMessage().contains("x-amz-meta-"), e.getMessage());
    assertRefused("501 NotImplemented", () -> retag(TAGS));
    assertRefused(
        "501 NotImplemented", () -> s3.deleteObjectTagging(r -> r.bucket(bucket).key(KEY)));
    assertRefused(
        "501 NotImplemented",
        () -> s3.createMultipartUpload(r -> r.bucket(bucket).key("u").tagging(tagging(TAGS))));
    // Words that ask for no tags are fulfilled.
    s3.copyObject(copy(bucket).taggingDirective(TaggingDirective.REPLACE).build());
    s3.copyObject(copy(subject.freshBucket()).taggingDirective(TaggingDirective.COPY).build());
    assertRefused(
        "501 NotImplemented",
        () ->
            s3.copyObject(
                copy(bucket)
                    .taggingDirective(TaggingDirective.REPLACE)
                    .tagging(tagging(TAGS))
                    .build()));
  }

  private CopyObjectRequest.Builder copy(String toBucket) {
    return CopyObjectRequest.builder()
        .sourceBucket(bucket)
        .sourceKey(KEY)
        .destinationBucket(toBucket)
        .destinationKey("copy");
  }

  @Test
  void tags_come_with_a_put() {
    if (!hasTags()) {
      return;
    }
    for (int size : List.of(0, 10, 200_000)) {
      put(Bodies.of(size), TAGS);
      assertEquals(TAGS, tags(bucket, KEY));
      assertEquals(3, s3.getObjectAsBytes(r -> r.bucket(bucket).key(KEY)).response().tagCount());
      put(Bodies.of(size), Map.of());
      assertEquals(Map.of(), tags(bucket, KEY));
    }
  }

  @Test
  void tags_change_and_nothing_else_does() {
    if (!hasTags()) {
      return;
    }
    byte[] body = Bodies.of(200_000);
    put(body, Map.of("old", "1"));
    HeadObjectResponse before = s3.headObject(r -> r.bucket(bucket).key(KEY));
    for (Map<String, String> tags : List.of(TAGS, Map.<String, String>of(), Map.of("a", "b"))) {
      retag(tags);
      assertEquals(tags, tags(bucket, KEY));
      assertUntouched(before, body);
    }
    s3.deleteObjectTagging(r -> r.bucket(bucket).key(KEY));
    assertEquals(Map.of(), tags(bucket, KEY));
    assertUntouched(before, body);
  }

  private void assertUntouched(HeadObjectResponse before, byte[] body) {
    HeadObjectResponse now = s3.headObject(r -> r.bucket(bucket).key(KEY));
    assertEquals(before.eTag(), now.eTag());
    // Ceph takes a change of the tags for one of the object.
    if (!subject.name().equals("radosgw")) {
      assertEquals(before.lastModified(), now.lastModified());
    }
    assertEquals(before.metadata(), now.metadata());
    assertArrayEquals(body, s3.getObjectAsBytes(r -> r.bucket(bucket).key(KEY)).asByteArray());
  }

  @Test
  void the_most_and_the_longest_tags_and_one_more() {
    if (!hasTags()) {
      return;
    }
    Map<String, String> ten = new TreeMap<>();
    IntStream.range(0, 10).forEach(i -> ten.put("k".repeat(79) + i, "v".repeat(176)));
    put(Bodies.of(1), ten);
    assertEquals(ten, tags(bucket, KEY));
    retag(ten);
    Map<String, String> eleven = new TreeMap<>(ten);
    eleven.put("one more", "");
    assertRefused("400 BadRequest", () -> retag(eleven));
    assertRefused("400 BadRequest", () -> put(Bodies.of(2), eleven));
    assertRefused("400 InvalidTag", () -> retag(Map.of("k".repeat(81), "")));
    assertRefused("400 InvalidTag", () -> retag(Map.of("k", "v".repeat(177))));
    assertRefused("400 InvalidTag", () -> retag(Map.of("", "v")));
    assertRefused("400 InvalidTag", () -> retag(Map.of("a;b", "v")));
    assertRefused("400 InvalidTag", () -> put(Bodies.of(2), Map.of("a;b", "v")));
    assertRefused("400 InvalidTag", () -> retag(Map.of("aws:x", "v")));
    assertEquals(ten, tags(bucket, KEY));
  }

  @Test
  void tags_of_nothing() {
    if (!hasTags()) {
      return;
    }
    assertRefused("404 NoSuchKey", () -> tags(bucket, "nothing"));
    assertRefused("404 NoSuchKey", () -> retag(TAGS));
    assertRefused("404 NoSuchBucket", () -> tags("no-such-bucket-here", "k"));
  }

  @Test
  void a_copy_has_the_tags_of_its_source_or_its_own() {
    if (!hasTags()) {
      return;
    }
    put(Bodies.of(70_000), TAGS);
    for (String to : List.of(bucket, subject.freshBucket())) {
      s3.copyObject(copy(to).build());
      assertEquals(TAGS, tags(to, "copy"));
      s3.copyObject(
          copy(to)
              .taggingDirective(TaggingDirective.REPLACE)
              .tagging(tagging(Map.of("own", "1")))
              .build());
      assertEquals(Map.of("own", "1"), tags(to, "copy"));
      s3.copyObject(copy(to).taggingDirective(TaggingDirective.REPLACE).build());
      assertEquals(Map.of(), tags(to, "copy"));
    }
    assertEquals(TAGS, tags(bucket, KEY));
  }

  @Test
  void an_upload_gives_its_tags_to_its_object() {
    if (!hasTags()) {
      return;
    }
    String id =
        s3.createMultipartUpload(r -> r.bucket(bucket).key(KEY).tagging(tagging(TAGS))).uploadId();
    String etag =
        s3.uploadPart(
                r -> r.bucket(bucket).key(KEY).uploadId(id).partNumber(1),
                RequestBody.fromBytes(Bodies.of(1000)))
            .eTag();
    CompletedPart part = CompletedPart.builder().partNumber(1).eTag(etag).build();
    s3.completeMultipartUpload(
        r -> r.bucket(bucket).key(KEY).uploadId(id).multipartUpload(m -> m.parts(part)));
    assertEquals(TAGS, tags(bucket, KEY));
  }
}
