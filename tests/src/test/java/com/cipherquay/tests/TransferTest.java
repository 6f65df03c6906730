package com.cipherquay.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.core.async.BlockingInputStreamAsyncRequestBody;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.transfer.s3.S3TransferManager;

/** Large objects by the SDK's own multipart: parts in parallel, up, down and across. */
@ForEverySubject
final class TransferTest {

  private static final long PART = 5L << 20;
  private static final List<Integer> SIZES =
      List.of(5 << 20, (5 << 20) + 1, (10 << 20) - 1, (16 << 20) + 12_345);

  private final Subject subject;
  private final String bucket;

  TransferTest(Subject subject) {
    this.subject = subject;
    this.bucket = subject.freshBucket();
  }

  private static S3AsyncClient parallel(Endpoint endpoint) {
    return Sdk.asyncBuilder(endpoint)
        .multipartEnabled(true)
        .multipartConfiguration(m -> m.minimumPartSizeInBytes(PART).thresholdInBytes(PART))
        .build();
  }

  @Test
  void bytes_go_up_and_down_in_parts() {
    try (S3AsyncClient s3 = parallel(subject.endpoint())) {
      for (int size : SIZES) {
        byte[] body = Bodies.of(size);
        s3.putObject(r -> r.bucket(bucket).key("k"), AsyncRequestBody.fromBytes(body)).join();
        byte[] back =
            s3.getObject(r -> r.bucket(bucket).key("k"), AsyncResponseTransformer.toBytes())
                .join()
                .asByteArray();
        assertArrayEquals(body, back);
        assertEquals(size, s3.headObject(r -> r.bucket(bucket).key("k")).join().contentLength());
      }
    }
  }

  @Test
  void a_stream_of_unknown_length() {
    byte[] body = Bodies.of((11 << 20) + 7);
    try (S3AsyncClient s3 = parallel(subject.endpoint())) {
      BlockingInputStreamAsyncRequestBody stream = AsyncRequestBody.forBlockingInputStream(null);
      CompletableFuture<PutObjectResponse> put =
          s3.putObject(r -> r.bucket(bucket).key("k"), stream);
      stream.writeInputStream(new ByteArrayInputStream(body));
      put.join();
      byte[] back =
          s3.getObject(r -> r.bucket(bucket).key("k"), AsyncResponseTransformer.toBytes())
              .join()
              .asByteArray();
      assertArrayEquals(body, back);
    }
  }

  @Test
  void the_transfer_manager_moves_a_file(@TempDir Path folder) throws Exception {
    Path from = folder.resolve("from");
    Path to = folder.resolve("to");
    byte[] body = Bodies.of((17 << 20) + 1);
    Files.write(from, body);
    try (S3AsyncClient s3 = parallel(subject.endpoint());
        S3TransferManager transfer = S3TransferManager.builder().s3Client(s3).build()) {
      transfer
          .uploadFile(u -> u.source(from).putObjectRequest(r -> r.bucket(bucket).key("up")))
          .completionFuture()
          .join();
      transfer
          .copy(
              c ->
                  c.copyObjectRequest(
                      r ->
                          r.sourceBucket(bucket)
                              .sourceKey("up")
                              .destinationBucket(bucket)
                              .destinationKey("across")))
          .completionFuture()
          .join();
      transfer
          .downloadFile(
              d -> d.destination(to).getObjectRequest(r -> r.bucket(bucket).key("across")))
          .completionFuture()
          .join();
    }
    assertArrayEquals(body, Files.readAllBytes(to));
  }
}
