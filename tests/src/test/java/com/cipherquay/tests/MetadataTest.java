package com.cipherquay.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

@ForEverySubject
final class MetadataTest {

  private final Subject subject;
  private final S3Client s3;
  private final String bucket;

  MetadataTest(Subject subject) {
    this.subject = subject;
    this.s3 = subject.s3();
    this.bucket = subject.freshBucket();
  }

  @Test
  void user_metadata_comes_back() {
    Map<String, String> metadata =
        Map.of("colour", "sea green", "empty-ish", "-", "long", "v".repeat(600), "mtime", "1.5");

    s3.putObject(r -> r.bucket(bucket).key("k").metadata(metadata), RequestBody.fromString("x"));

    assertEquals(metadata, s3.headObject(r -> r.bucket(bucket).key("k")).metadata());
    assertEquals(
        metadata, s3.getObjectAsBytes(r -> r.bucket(bucket).key("k")).response().metadata());
  }

  @Test
  void standard_headers_come_back() {
    Instant expires = Instant.parse("2031-05-06T07:08:09Z");
    s3.putObject(
        r ->
            r.bucket(bucket)
                .key("k")
                .contentType("text/markdown; charset=utf-8")
                .cacheControl("max-age=60")
                .contentDisposition("attachment; filename=\"a b.md\"")
                .contentEncoding("identity")
                .contentLanguage("de, en")
                .expires(expires),
        RequestBody.fromString("x"));

    GetObjectResponse got = s3.getObjectAsBytes(r -> r.bucket(bucket).key("k")).response();
    HeadObjectResponse head = s3.headObject(r -> r.bucket(bucket).key("k"));

    assertEquals("text/markdown; charset=utf-8", got.contentType());
    assertEquals("max-age=60", got.cacheControl());
    assertEquals("attachment; filename=\"a b.md\"", got.contentDisposition());
    assertEquals("identity", got.contentEncoding());
    assertEquals("de, en", got.contentLanguage());
    assertEquals("Tue, 06 May 2031 07:08:09 GMT", got.expiresString());
    assertEquals(got.contentType(), head.contentType());
    assertEquals(got.expiresString(), head.expiresString());
  }

  @Test
  void without_a_content_type_it_is_octets() {
    subject.raw().call(RawRequest.of("PUT", "/" + bucket + "/k"), new byte[] {1});

    assertEquals(
        "binary/octet-stream", s3.headObject(r -> r.bucket(bucket).key("k")).contentType());
  }

  @Test
  void a_replaced_object_keeps_nothing_of_the_old_headers() {
    s3.putObject(
        r -> r.bucket(bucket).key("k").metadata(Map.of("old", "1")).cacheControl("no-store"),
        RequestBody.fromString("x"));
    s3.putObject(
        r -> r.bucket(bucket).key("k").metadata(Map.of("new", "2")), RequestBody.fromString("x"));

    HeadObjectResponse head = s3.headObject(r -> r.bucket(bucket).key("k"));

    assertEquals(Map.of("new", "2"), head.metadata());
    assertEquals(null, head.cacheControl());
  }

  @Test
  void response_headers_can_be_overridden_for_one_answer() {
    s3.putObject(
        r -> r.bucket(bucket).key("k").contentType("text/plain"), RequestBody.fromString("x"));

    GetObjectResponse got =
        s3.getObjectAsBytes(
                r ->
                    r.bucket(bucket)
                        .key("k")
                        .responseContentType("image/png")
                        .responseCacheControl("no-cache")
                        .responseContentDisposition("inline")
                        .responseContentEncoding("identity")
                        .responseContentLanguage("fr"))
            .response();

    assertEquals("image/png", got.contentType());
    assertEquals("no-cache", got.cacheControl());
    assertEquals("inline", got.contentDisposition());
    assertEquals("identity", got.contentEncoding());
    assertEquals("fr", got.contentLanguage());
    assertEquals("text/plain", s3.headObject(r -> r.bucket(bucket).key("k")).contentType());
  }

  @Test
  void metadata_beyond_the_limit_is_refused_and_leaves_nothing() {
    RawRequest put =
        RawRequest.of("PUT", "/" + bucket + "/k").with("x-amz-meta-big", "v".repeat(3000));

    RawResponse answer = subject.raw().call(put, new byte[] {1});

    assertEquals("400 MetadataTooLarge", answer.outcome());
    assertEquals(0, s3.listObjectsV2(r -> r.bucket(bucket)).keyCount());
  }

  @Test
  void a_checksum_of_the_client_is_given_back_when_asked_for() {
    String sent =
        s3.putObject(
                r -> r.bucket(bucket).key("k").checksumAlgorithm("SHA256"),
                RequestBody.fromString("x"))
            .checksumSHA256();

    HeadObjectResponse head = s3.headObject(r -> r.bucket(bucket).key("k").checksumMode("ENABLED"));

    assertEquals("LXEWQrcmsEQBYnyp++xy9ShdTk1oNFEPO0X2N3cd7H0=".length(), sent.length());
    assertEquals(sent, head.checksumSHA256());
    assertTrue(head.checksumCRC32() == null);
  }
}
