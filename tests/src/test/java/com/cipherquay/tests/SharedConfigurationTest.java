package com.cipherquay.tests;

import static com.cipherquay.tests.ProxyProcess.Setup.upstream;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CORSRule;
import software.amazon.awssdk.services.s3.model.Tag;

/** What a bucket is configured with lies in the store, in no form that the store can read. */
final class SharedConfigurationTest {

  private static final String BUCKET = "configured";

  private @TempDir Path folder = Path.of("");

  @Test
  void every_proxy_sees_it_and_the_store_does_not() throws IOException {
    try (S3ProxyServer server = S3ProxyServer.start();
        UpstreamTap tap = UpstreamTap.before(server.endpoint());
        ProxyProcess first = start("first", tap)) {
      shareVault();
      String canary = "canaryOfTheTags";
      S3Client s3 = Sdk.sync(first.endpoint());
      s3.createBucket(r -> r.bucket(BUCKET));
      Tag tag = Tag.builder().key(canary).value("v" + canary).build();
      s3.putBucketTagging(r -> r.bucket(BUCKET).tagging(t -> t.tagSet(tag)));
      CORSRule rule = CORSRule.builder().allowedMethods("GET").allowedOrigins(canary).build();
      s3.putBucketCors(r -> r.bucket(BUCKET).corsConfiguration(c -> c.corsRules(rule)));
      try (ProxyProcess second = start("second", tap)) {
        S3Client other = Sdk.sync(second.endpoint());
        assertEquals(List.of(tag), other.getBucketTagging(r -> r.bucket(BUCKET)).tagSet());
        assertEquals(
            List.of(canary),
            other.getBucketCors(r -> r.bucket(BUCKET)).corsRules().get(0).allowedOrigins());
        other.deleteBucket(r -> r.bucket(BUCKET));
      }
      assertTrue(tap.sent().length > 4000, "the store has seen only " + tap.sent().length);
      assertEquals(Set.of(), new CanarySearch(canary).foundIn(tap.sent()));
    }
  }

  private ProxyProcess start(String name, UpstreamTap tap) {
    return ProxyProcess.start(upstream(folder.resolve(name), tap.endpoint()));
  }

  private void shareVault() throws IOException {
    Path second = Files.createDirectories(folder.resolve("second"));
    try (Stream<Path> files = Files.list(folder.resolve("first"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, second.resolve(file.getFileName()));
      }
    }
  }
}
