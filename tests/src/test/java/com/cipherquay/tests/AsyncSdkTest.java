package com.cipherquay.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.transfer.s3.S3TransferManager;
import software.amazon.awssdk.transfer.s3.model.CompletedDirectoryDownload;
import software.amazon.awssdk.transfer.s3.model.CompletedDirectoryUpload;

/** The asynchronous client of the SDK, and the transfer manager above it. */
@ForEverySubject
final class AsyncSdkTest {

  private final Subject subject;
  private final String bucket;

  AsyncSdkTest(Subject subject) {
    this.subject = subject;
    this.bucket = subject.freshBucket();
  }

  @Test
  void many_objects_at_once() {
    try (S3AsyncClient s3 = Sdk.async(subject.endpoint())) {
      List<CompletableFuture<PutObjectResponse>> puts = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        String key = "k" + i;
        byte[] body = Bodies.of(i * 5000);
        puts.add(s3.putObject(r -> r.bucket(bucket).key(key), AsyncRequestBody.fromBytes(body)));
      }
      puts.forEach(CompletableFuture::join);
      for (int i = 0; i < 40; i++) {
        String key = "k" + i;
        byte[] back =
            s3.getObject(r -> r.bucket(bucket).key(key), AsyncResponseTransformer.toBytes())
                .join()
                .asByteArray();
        assertArrayEquals(Bodies.of(i * 5000), back);
      }
    }
  }

  @Test
  void the_transfer_manager_moves_a_folder(@TempDir Path folder) throws Exception {
    Path from = Files.createDirectories(folder.resolve("from/sub/deep"));
    for (int size : List.of(0, 1, 65_520, 500_000)) {
      Files.write(from.resolve("f" + size), Bodies.of(size));
    }
    Path to = folder.resolve("to");

    try (S3AsyncClient s3 = Sdk.async(subject.endpoint());
        S3TransferManager transfer = S3TransferManager.builder().s3Client(s3).build()) {
      CompletedDirectoryUpload up =
          transfer
              .uploadDirectory(u -> u.bucket(bucket).source(folder.resolve("from")))
              .completionFuture()
              .join();
      assertEquals(List.of(), up.failedTransfers());
      CompletedDirectoryDownload down =
          transfer
              .downloadDirectory(d -> d.bucket(bucket).destination(to))
              .completionFuture()
              .join();
      assertEquals(List.of(), down.failedTransfers());
    }

    for (int size : List.of(0, 1, 65_520, 500_000)) {
      assertArrayEquals(Bodies.of(size), Files.readAllBytes(to.resolve("sub/deep/f" + size)));
    }
  }
}
