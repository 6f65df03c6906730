package com.cipherquay.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.minio.DownloadObjectArgs;
import io.minio.MinioClient;
import io.minio.UploadObjectArgs;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.transfer.s3.S3TransferManager;

/**
 * An object twenty times the size of the proxy's heap, with every Java client that splits it into
 * parts by itself.
 */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LargeTransferTest {

  private static final long SIZE = Long.getLong("cipherquay.tests.large", 5L << 30);
  private static final String BUCKET = "large-transfers";

  private static @TempDir Path folder = Path.of("");
  private ProxyProcess proxy;
  private byte[] expected;

  @BeforeAll
  void start() throws IOException {
    try (InputStream body = Bodies.stream(SIZE);
        OutputStream file = Files.newOutputStream(original())) {
      body.transferTo(file);
    }
    expected = digest(original());
    proxy = ProxyProcess.start(ProxyProcess.Setup.local(folder.resolve("data")));
    try (S3Client s3 = Sdk.sync(proxy.endpoint())) {
      s3.createBucket(r -> r.bucket(BUCKET));
    }
  }

  @AfterAll
  void stop() {
    proxy.close();
  }

  @Test
  void the_transfer_manager_of_the_sdk_in_java() throws IOException {
    Endpoint endpoint = proxy.endpoint();
    throughTransferManager(
        S3AsyncClient.builder()
            .endpointOverride(endpoint.uri())
            .region(Region.of(Endpoint.REGION))
            .credentialsProvider(Sdk.credentials(endpoint))
            .forcePathStyle(true)
            .multipartEnabled(true)
            .build(),
        "java");
  }

  @Test
  void the_transfer_manager_of_the_sdk_over_the_common_runtime() throws IOException {
    Endpoint endpoint = proxy.endpoint();
    throughTransferManager(
        S3AsyncClient.crtBuilder()
            .endpointOverride(endpoint.uri())
            .region(Region.of(Endpoint.REGION))
            .credentialsProvider(Sdk.credentials(endpoint))
            .forcePathStyle(true)
            .build(),
        "crt");
  }

  private void throughTransferManager(S3AsyncClient client, String key) throws IOException {
    try (client;
        S3TransferManager manager = S3TransferManager.builder().s3Client(client).build()) {
      manager
          .uploadFile(u -> u.source(original()).putObjectRequest(r -> r.bucket(BUCKET).key(key)))
          .completionFuture()
          .join();
      manager
          .downloadFile(d -> d.destination(copy()).getObjectRequest(r -> r.bucket(BUCKET).key(key)))
          .completionFuture()
          .join();
    }
    check(key);
  }

  @Test
  void the_client_of_minio() throws Exception {
    URI uri = proxy.endpoint().uri();
    MinioClient minio =
        MinioClient.builder()
            .endpoint(uri.toString())
            .credentials(proxy.endpoint().accessKeyId(), proxy.endpoint().secretAccessKey())
            .region(Endpoint.REGION)
            .build();
    minio.uploadObject(
        UploadObjectArgs.builder()
            .bucket(BUCKET)
            .object("minio")
            .filename(original().toString())
            .build());
    minio.downloadObject(
        DownloadObjectArgs.builder()
            .bucket(BUCKET)
            .object("minio")
            .filename(copy().toString())
            .build());
    check("minio");
  }

  private void check(String key) throws IOException {
    assertArrayEquals(expected, digest(copy()));
    Files.delete(copy());
    try (S3Client s3 = Sdk.sync(proxy.endpoint())) {
      assertEquals(SIZE, s3.headObject(r -> r.bucket(BUCKET).key(key)).contentLength());
      assertEquals(
          SIZE, s3.listObjectsV2(r -> r.bucket(BUCKET).prefix(key)).contents().get(0).size());
      s3.deleteObject(r -> r.bucket(BUCKET).key(key));
    }
  }

  private Path original() {
    return folder.resolve("original");
  }

  private Path copy() {
    return folder.resolve("copy");
  }

  private static byte[] digest(Path file) throws IOException {
    MessageDigest sha256 = Bodies.newSha256();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha256)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return sha256.digest();
  }
}
