package com.cipherquay.tests.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

final class StopTest {

  private static final int LENGTH = 4 << 20;

  @TempDir private Path folder;

  @Test
  void aRunningUploadMayEnd() throws Exception {
    Path data = folder.resolve("data");
    try (Serving serving = Serving.serve(folder, data)) {
      URI endpoint = serving.awaitReady();
      try (S3Client client = Client.of(endpoint, data)) {
        client.createBucket(request -> request.bucket("uploads"));
        Client.SlowBody body = new Client.SlowBody(LENGTH);
        CompletableFuture<PutObjectResponse> upload = upload(client, body);
        assertEquals(200, serving.adminStatus("/health/ready"));
        serving.terminate();
        Awaitility.await()
            .atMost(Duration.ofSeconds(5))
            .until(() -> serving.adminStatus("/health/ready") == 503);
        assertEquals(200, serving.adminStatus("/health/live"));
        assertTrue(serving.isAlive());
        body.letGo();
        assertEquals(200, upload.get(10, TimeUnit.SECONDS).sdkHttpResponse().statusCode());
      }
      assertEquals(0, serving.awaitEnd());
    }
    assertEquals(LENGTH, lengthAfterRestart(data));
  }

  @Test
  void anUploadThatDoesNotEndIsCutOffAndLeavesNothing() throws Exception {
    Path data = folder.resolve("data");
    try (Serving serving = Serving.serve(folder, data)) {
      URI endpoint = serving.awaitReady();
      try (S3Client client = Client.of(endpoint, data)) {
        client.createBucket(request -> request.bucket("uploads"));
        Client.SlowBody body = new Client.SlowBody(LENGTH);
        CompletableFuture<PutObjectResponse> upload = upload(client, body);
        long start = System.nanoTime();
        serving.terminate();
        assertEquals(0, serving.awaitEnd());
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
        assertTrue(seconds < 10, "it took " + seconds + " s");
        body.letGo();
        assertThrows(ExecutionException.class, () -> upload.get(10, TimeUnit.SECONDS));
      }
    }
    assertThrows(NoSuchKeyException.class, () -> lengthAfterRestart(data));
  }

  private static CompletableFuture<PutObjectResponse> upload(S3Client client, Client.SlowBody body)
      throws InterruptedException {
    CompletableFuture<PutObjectResponse> upload =
        CompletableFuture.supplyAsync(
            () ->
                client.putObject(
                    request -> request.bucket("uploads").key("slow"),
                    RequestBody.fromInputStream(body, LENGTH)));
    body.awaitHalf();
    return upload;
  }

  private long lengthAfterRestart(Path data) throws Exception {
    try (Serving serving = Serving.serve(folder, data);
        S3Client client = Client.of(serving.awaitReady(), data)) {
      return client.headObject(request -> request.bucket("uploads").key("slow")).contentLength();
    }
  }
}
