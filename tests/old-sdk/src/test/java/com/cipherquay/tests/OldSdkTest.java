package com.cipherquay.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.util.VersionInfo;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;

/**
 * Until 2.29 the SDK compares the entity tag of every PUT and GET with the body's MD5 and throws if
 * they differ, unless the answer says that the object is encrypted with KMS.
 */
final class OldSdkTest {

  private static final List<Integer> SIZES = List.of(0, 1, 65_520, 65_521, 1_000_000);

  private @TempDir Path folder = Path.of("");

  @Test
  void it_takes_our_entity_tags_for_what_they_are() throws IOException {
    assertTrue(VersionInfo.SDK_VERSION.startsWith("2.29."), VersionInfo.SDK_VERSION);
    try (ProxyProcess proxy =
        ProxyProcess.start(ProxyProcess.Setup.local(folder.resolve("data")))) {
      sync(proxy.endpoint());
      async(proxy.endpoint());
    }
  }

  private static void sync(Endpoint endpoint) throws IOException {
    try (S3Client s3 =
        S3Client.builder()
            .endpointOverride(endpoint.uri())
            .region(Region.of(Endpoint.REGION))
            .credentialsProvider(credentials(endpoint))
            .forcePathStyle(true)
            .overrideConfiguration(o -> o.retryStrategy(retry -> retry.maxAttempts(1)))
            .build()) {
      s3.createBucket(r -> r.bucket("old"));
      for (int size : SIZES) {
        String key = "sync/" + size;
        s3.putObject(r -> r.bucket("old").key(key), RequestBody.fromBytes(Bodies.of(size)));
        assertArrayEquals(
            Bodies.of(size), s3.getObjectAsBytes(r -> r.bucket("old").key(key)).asByteArray());
      }
      assertEquals(SIZES.size(), s3.listObjectsV2(r -> r.bucket("old")).keyCount());
      ObjectIdentifier doomed = ObjectIdentifier.builder().key("sync/0").build();
      s3.deleteObjects(r -> r.bucket("old").delete(d -> d.objects(doomed)));
      assertEquals(SIZES.size() - 1, s3.listObjectsV2(r -> r.bucket("old")).keyCount());
      tree(s3);
    }
  }

  private static void tree(S3Client s3) throws IOException {
    RealTree tree = RealTree.find(2000, 2500);
    s3.createBucket(r -> r.bucket("tree"));
    for (Path file : tree.files()) {
      s3.putObject(r -> r.bucket("tree").key(tree.key(file)), RequestBody.fromFile(file));
    }
    for (Path file : tree.files()) {
      byte[] back = s3.getObjectAsBytes(r -> r.bucket("tree").key(tree.key(file))).asByteArray();
      assertArrayEquals(Files.readAllBytes(file), back, file::toString);
    }
    long listed = s3.listObjectsV2Paginator(r -> r.bucket("tree")).contents().stream().count();
    assertEquals(tree.files().size(), listed);
  }

  private static void async(Endpoint endpoint) {
    try (S3AsyncClient s3 =
        S3AsyncClient.builder()
            .endpointOverride(endpoint.uri())
            .region(Region.of(Endpoint.REGION))
            .credentialsProvider(credentials(endpoint))
            .forcePathStyle(true)
            .build()) {
      for (int size : SIZES) {
        String key = "async/" + size;
        s3.putObject(r -> r.bucket("old").key(key), AsyncRequestBody.fromBytes(Bodies.of(size)))
            .join();
        byte[] back =
            s3.getObject(r -> r.bucket("old").key(key), AsyncResponseTransformer.toBytes())
                .join()
                .asByteArray();
        assertArrayEquals(Bodies.of(size), back);
      }
    }
  }

  private static StaticCredentialsProvider credentials(Endpoint endpoint) {
    return StaticCredentialsProvider.create(
        AwsBasicCredentials.create(endpoint.accessKeyId(), endpoint.secretAccessKey()));
  }
}
