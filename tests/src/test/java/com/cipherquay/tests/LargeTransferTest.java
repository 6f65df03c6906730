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
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.transfer.s3.S3TransferManager;

/**
 * An object many times the size of the proxy's heap, with every Java client that splits it into
 * parts by itself, over every store of this run.
 */
@Tag("slow")
@ParameterizedClass(name = "{0}")
@MethodSource("stores")
final class LargeTransferTest {

  private static final long SIZE = Long.getLong("cipherquay.tests.large", 5L << 30);
  private static final String BUCKET = "large-transfers";

  private static final Deque<AutoCloseable> RUNNING = new ArrayDeque<>();

  private static @TempDir Path temporary = Path.of("");
  private static Path folder = Path.of("");
  private static Endpoint endpoint = new Endpoint(URI.create(""), "", "");
  private static byte[] expected = {};
  private static long size;

  /** The subjects of this run, each over a store of its own that has room. */
  static Stream<String> stores() {
    return Subjects.names();
  }

  LargeTransferTest(String store) {
    assertEquals(folder.getFileName().toString(), store);
  }

  @BeforeParameterizedClassInvocation
  static void start(String store) throws IOException {
    folder = Files.createDirectory(temporary.resolve(store));
    // S3Proxy writes all of an object once more when it is completed.
    size = store.equals("s3proxy") ? SIZE / 4 : SIZE;
    try (InputStream body = Bodies.stream(size);
        OutputStream file = Files.newOutputStream(original())) {
      body.transferTo(file);
    }
    expected = digest(original());
    ProxyProcess proxy = ProxyProcess.start(setup(store));
    RUNNING.push(proxy);
    endpoint = proxy.endpoint();
    try (S3Client s3 = Sdk.sync(endpoint)) {
      s3.createBucket(r -> r.bucket(BUCKET));
    }
  }

  private static ProxyProcess.Setup setup(String store) throws IOException {
    Path data = folder.resolve("data");
    if (store.equals("local")) {
      return ProxyProcess.Setup.local(data);
    }
    if (store.equals("radosgw")) {
      return ProxyProcess.Setup.upstream(data, Subjects.given());
    }
    Path objects = Files.createDirectory(folder.resolve("upstream"));
    S3ProxyServer upstream = S3ProxyServer.startOn(objects);
    RUNNING.push(upstream);
    return ProxyProcess.Setup.upstream(data, upstream.endpoint());
  }

  @AfterParameterizedClassInvocation
  static void stop() throws Exception {
    while (!RUNNING.isEmpty()) {
      RUNNING.pop().close();
    }
    Files.delete(original());
  }

  @Test
  void the_transfer_manager_of_the_sdk_in_java() throws IOException {
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
    URI uri = endpoint.uri();
    MinioClient minio =
        MinioClient.builder()
            .endpoint(uri.toString())
            .credentials(endpoint.accessKeyId(), endpoint.secretAccessKey())
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
    try (S3Client s3 = Sdk.sync(endpoint)) {
      assertEquals(size, s3.headObject(r -> r.bucket(BUCKET).key(key)).contentLength());
      assertEquals(
          size, s3.listObjectsV2(r -> r.bucket(BUCKET).prefix(key)).contents().get(0).size());
      s3.deleteObject(r -> r.bucket(BUCKET).key(key));
    }
  }

  private static Path original() {
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
