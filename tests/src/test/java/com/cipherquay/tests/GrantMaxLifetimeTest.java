package com.cipherquay.tests;

import static com.cipherquay.grant.GrantAction.READ;
import static com.cipherquay.grant.GrantAction.WRITE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.grant.GrantCredential;
import com.cipherquay.grant.GrantLink;
import com.cipherquay.grant.GrantScope;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Grants under which only objects are written that end by themselves. */
final class GrantMaxLifetimeTest {

  private static final String BUCKET = GrantedBucket.NAME;
  private static final GrantScope BELOW = GrantScope.ofPrefix(BUCKET, "a/");

  @TempDir private static Path folder = Path.of("");

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static GrantedBucket granted;

  @BeforeAll
  static void start() {
    granted = GrantedBucket.start(folder.resolve("data"), "stored");
  }

  @AfterAll
  static void stop() {
    granted.close();
  }

  @Test
  void what_is_written_under_it_lasts_as_long_as_it_says() {
    GrantCredential grant = granted.grant(writing().lasting(Optional.of(Duration.ofHours(1))));
    try (S3Client s3 = Sdk.sync(granted.process().endpoint(), grant)) {
      s3.putObject(r -> r.bucket(BUCKET).key("a/new"), RequestBody.fromString("x"));
      Duration left = Duration.between(Instant.now(), Instant.parse(expires(s3, "a/new")));
      assertTrue(left.toMinutes() >= 58 && left.toMinutes() <= 60, left.toString());
      s3.putObject(
          r -> r.bucket(BUCKET).key("a/new").metadata(Map.of("object-expires", "+5m")),
          RequestBody.fromString("x"));
      String soon = expires(s3, "a/new");
      assertTrue(Instant.parse(soon).isBefore(Instant.now().plusSeconds(400)), soon);
      s3.createMultipartUpload(r -> r.bucket(BUCKET).key("a/new"));
      assertEquals(soon, expires(s3, "a/new"));
      s3.copyObject(
          r ->
              r.sourceBucket(BUCKET)
                  .sourceKey("a/b")
                  .destinationBucket(BUCKET)
                  .destinationKey("a/copy")
                  .metadataDirective(MetadataDirective.REPLACE));
      assertFalse(expires(s3, "a/copy").isEmpty());
    }
    granted.owner().deleteObject(r -> r.bucket(BUCKET).key("a/new"));
    granted.owner().deleteObject(r -> r.bucket(BUCKET).key("a/copy"));
  }

  @Test
  void what_would_last_longer_is_not_written() {
    GrantCredential grant = granted.grant(writing().lasting(Optional.of(Duration.ofHours(1))));
    try (S3Client s3 = Sdk.sync(granted.process().endpoint(), grant)) {
      for (Executable refused :
          List.<Executable>of(
              () ->
                  s3.putObject(
                      r -> r.bucket(BUCKET).key("a/b").metadata(Map.of("object-expires", "+2h")),
                      RequestBody.fromString("x")),
              () ->
                  s3.copyObject(
                      r ->
                          r.sourceBucket(BUCKET)
                              .sourceKey("a/b")
                              .destinationBucket(BUCKET)
                              .destinationKey("a/b/c")))) {
        S3Exception e = assertThrows(S3Exception.class, refused);
        assertEquals(403, e.statusCode());
      }
      assertEquals("", expires(s3, "a/b") + expires(s3, "a/b/c"));
    }
  }

  @Test
  void an_upload_that_somebody_else_began_is_no_way_around() {
    S3Client owner = granted.owner();
    String lasting = owner.createMultipartUpload(r -> r.bucket(BUCKET).key("a/up")).uploadId();
    GrantCredential grant = granted.grant(writing().lasting(Optional.of(Duration.ofHours(1))));
    try (S3Client s3 = Sdk.sync(granted.process().endpoint(), grant)) {
      S3Exception refused = assertThrows(S3Exception.class, () -> upload(s3, lasting));
      assertEquals(403, refused.statusCode());
      assertThrows(NoSuchKeyException.class, () -> expires(owner, "a/up"));
      String own = s3.createMultipartUpload(r -> r.bucket(BUCKET).key("a/up")).uploadId();
      upload(s3, own);
      assertFalse(expires(owner, "a/up").isEmpty());
    }
    owner.deleteObject(r -> r.bucket(BUCKET).key("a/up"));
    owner.abortMultipartUpload(r -> r.bucket(BUCKET).key("a/up").uploadId(lasting));
  }

  private static void upload(S3Client s3, String id) {
    String etag =
        s3.uploadPart(
                r -> r.bucket(BUCKET).key("a/up").uploadId(id).partNumber(1),
                RequestBody.fromString("x"))
            .eTag();
    CompletedPart part = CompletedPart.builder().partNumber(1).eTag(etag).build();
    s3.completeMultipartUpload(
        r -> r.bucket(BUCKET).key("a/up").uploadId(id).multipartUpload(m -> m.parts(part)));
  }

  private static GrantLink writing() {
    return GrantLink.ANYTHING.in(List.of(BELOW)).allowing(Set.of(READ, WRITE));
  }

  private static String expires(S3Client s3, String key) {
    return s3.headObject(r -> r.bucket(BUCKET).key(key))
        .metadata()
        .getOrDefault("object-expires", "");
  }
}
