package com.cipherquay.tests;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CORSRule;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.Tagging;
import software.amazon.awssdk.services.s3.model.TaggingDirective;

/**
 * Nothing of what a client stores is ever seen by a store: not bodies, not names, not metadata, not
 * headers, in no form of {@link CanarySearch}.
 */
final class CanaryTest {

  private static final String BUCKET = "canaries";

  private final List<String> canaries = new ArrayList<>();
  private @TempDir Path folder = Path.of("");

  @Test
  void the_files_of_the_local_store_hold_no_canary() throws IOException {
    Path data = folder.resolve("data");
    byte[] whileRunning;
    try (ProxyProcess proxy = ProxyProcess.start(ProxyProcess.Setup.local(data))) {
      work(proxy.endpoint());
      tag(Sdk.sync(proxy.endpoint()));
      whileRunning = everythingIn(data);
    }
    assertClean(whileRunning);
    assertClean(everythingIn(data));
    assertBites(data);
  }

  @Test
  void an_upstream_is_never_sent_a_canary() {
    try (S3ProxyServer server = S3ProxyServer.start();
        UpstreamTap tap = UpstreamTap.before(server.endpoint())) {
      ProxyProcess.Setup setup =
          ProxyProcess.Setup.upstream(folder.resolve("data"), tap.endpoint());
      try (ProxyProcess proxy = ProxyProcess.start(setup)) {
        work(proxy.endpoint());
      }
      assertClean(tap.sent());
      assertTrue(new CanarySearch(BUCKET).foundIn(tap.sent()).contains("raw"), "bucket names are");
    }
  }

  /** Only where the store has tags: S3Proxy refuses them unseen. */
  private void tag(S3Client s3) {
    String key = canary();
    Tagging tags = tags();
    s3.putObject(r -> r.bucket(BUCKET).key(key).tagging(tags), RequestBody.fromString(canary()));
    s3.putObjectTagging(r -> r.bucket(BUCKET).key(key).tagging(tags()));
    assertEquals(1, s3.getObjectTagging(r -> r.bucket(BUCKET).key(key)).tagSet().size());
    s3.createMultipartUpload(r -> r.bucket(BUCKET).key(key).tagging(tags()));
    s3.copyObject(
        r ->
            r.sourceBucket(BUCKET)
                .sourceKey(key)
                .destinationBucket(BUCKET)
                .destinationKey(canary())
                .taggingDirective(TaggingDirective.REPLACE)
                .tagging(tags()));
  }

  private Tagging tags() {
    Tag tag = Tag.builder().key(canary()).value(canary()).build();
    return Tagging.builder().tagSet(tag).build();
  }

  private void work(Endpoint endpoint) {
    S3Client s3 = Sdk.sync(endpoint);
    s3.createBucket(r -> r.bucket(BUCKET));
    for (int size : List.of(0, 10, 70_000, 400_000)) {
      storeOne(s3, size);
    }
    storeInParts(s3);
    configure(s3);
    String key = canary() + "/" + canary();
    RawS3 raw = new RawS3(endpoint);
    RawRequest bad = RawRequest.of("PUT", RawS3.path(BUCKET, key));
    assertEquals(
        400, raw.call(bad, "0".repeat(64), body(100_000)).status(), "a body with a wrong digest");
    s3.listObjectsV2(r -> r.bucket(BUCKET).prefix(canary() + "/" + canary()).delimiter("/"));
    s3.listObjects(r -> r.bucket(BUCKET).marker(canary()));
    s3.deleteObjects(r -> r.bucket(BUCKET).delete(d -> d.objects(List.of(identifier(canary())))));
    assertEquals(404, raw.call("GET", RawS3.path(BUCKET, canary())).status());
  }

  private void configure(S3Client s3) {
    Tag tag = Tag.builder().key(canary()).value(canary()).build();
    s3.putBucketTagging(r -> r.bucket(BUCKET).tagging(t -> t.tagSet(tag)));
    CORSRule rule =
        CORSRule.builder()
            .id(canary())
            .allowedOrigins(canary())
            .allowedMethods("GET")
            .allowedHeaders(canary())
            .build();
    s3.putBucketCors(r -> r.bucket(BUCKET).corsConfiguration(c -> c.corsRules(rule)));
    s3.getBucketTagging(r -> r.bucket(BUCKET));
  }

  private static ObjectIdentifier identifier(String key) {
    return ObjectIdentifier.builder().key(key).build();
  }

  private void storeOne(S3Client s3, int size) {
    String key = canary() + "/" + canary() + "/" + canary() + ".txt";
    byte[] body = body(size);
    s3.putObject(
        r ->
            r.bucket(BUCKET)
                .key(key)
                .metadata(Map.of(canary(), canary()))
                .contentType("text/" + canary())
                .cacheControl(canary())
                .contentDisposition(canary())
                .contentEncoding(canary())
                .contentLanguage(canary()),
        RequestBody.fromBytes(body));
    assertEquals(size, s3.getObjectAsBytes(r -> r.bucket(BUCKET).key(key)).asByteArray().length);
    s3.getObjectAsBytes(r -> r.bucket(BUCKET).key(key).responseContentType(canary()));
    s3.headObject(r -> r.bucket(BUCKET).key(key));
    s3.listObjectsV2(r -> r.bucket(BUCKET).prefix(key.substring(0, 30)));
  }

  private void storeInParts(S3Client s3) {
    String key = canary() + "/" + canary();
    String id =
        s3.createMultipartUpload(
                r ->
                    r.bucket(BUCKET).key(key).contentType(canary()).metadata(Map.of("a", canary())))
            .uploadId();
    List<CompletedPart> parts = new ArrayList<>();
    for (int size : List.of(5 << 20, 300)) {
      int number = parts.size() + 1;
      String etag =
          s3.uploadPart(
                  r -> r.bucket(BUCKET).key(key).uploadId(id).partNumber(number),
                  RequestBody.fromBytes(body(size)))
              .eTag();
      parts.add(CompletedPart.builder().partNumber(number).eTag(etag).build());
    }
    s3.listParts(r -> r.bucket(BUCKET).key(key).uploadId(id));
    s3.listMultipartUploads(r -> r.bucket(BUCKET).prefix(canary()).keyMarker(canary()));
    s3.completeMultipartUpload(
        r -> r.bucket(BUCKET).key(key).uploadId(id).multipartUpload(m -> m.parts(parts)));
    copy(s3, key);
  }

  private void copy(S3Client s3, String key) {
    s3.copyObject(
        r ->
            r.sourceBucket(BUCKET)
                .sourceKey(key)
                .destinationBucket(BUCKET)
                .destinationKey(canary() + "/" + canary())
                .metadataDirective(MetadataDirective.REPLACE)
                .metadata(Map.of(canary(), canary())));
    String open = canary();
    String unfinished = s3.createMultipartUpload(r -> r.bucket(BUCKET).key(open)).uploadId();
    s3.uploadPartCopy(
        r ->
            r.sourceBucket(BUCKET)
                .sourceKey(key)
                .copySourceRange("bytes=5-200")
                .destinationBucket(BUCKET)
                .destinationKey(open)
                .uploadId(unfinished)
                .partNumber(1));
  }

  /** Canaries from end to end, so that every segment has some. */
  private byte[] body(int size) {
    if (size == 0) {
      return new byte[0];
    }
    byte[] canary = canary().getBytes(US_ASCII);
    byte[] body = new byte[size];
    for (int i = 0; i < size; i++) {
      body[i] = canary[i % canary.length];
    }
    return body;
  }

  private String canary() {
    String canary = "canary" + UUID.randomUUID().toString().replace("-", "");
    canaries.add(canary);
    return canary;
  }

  private void assertClean(byte[] seen) {
    assertTrue(seen.length > 400_000, "the store has seen only " + seen.length + " bytes");
    for (String canary : canaries) {
      // A body of 10 bytes holds only the beginning of its canary, which all of them share.
      assertEquals(Set.of(), new CanarySearch(canary).foundIn(seen), canary);
    }
  }

  private void assertBites(Path data) throws IOException {
    String planted = canaries.get(canaries.size() - 1);
    Files.writeString(data.resolve("planted"), "x" + planted);
    assertEquals(Set.of("raw", "URL"), new CanarySearch(planted).foundIn(everythingIn(data)));
  }

  /** Names and contents of all files below a folder. */
  private static byte[] everythingIn(Path data) throws IOException {
    ByteArrayOutputStream everything = new ByteArrayOutputStream();
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.toList()) {
        everything.writeBytes(file.toString().getBytes(UTF_8));
        if (Files.isRegularFile(file)) {
          everything.writeBytes(Files.readAllBytes(file));
        }
      }
    }
    return everything.toByteArray();
  }
}
