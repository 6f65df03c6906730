package com.cipherquay.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.minio.ComposeObjectArgs;
import io.minio.CopyObjectArgs;
import io.minio.GetObjectArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.SourceObject;
import io.minio.StatObjectArgs;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** MinIO's Java client where it uses parts and copies. */
@ForEverySubject
final class MinioMultipartTest {

  private static final long PART = 5L << 20;

  private final MinioClient minio;
  private final String bucket;

  MinioMultipartTest(Subject subject) {
    this.bucket = subject.freshBucket();
    this.minio =
        MinioClient.builder()
            .endpoint(subject.endpoint().uri().toString())
            .credentials(subject.endpoint().accessKeyId(), subject.endpoint().secretAccessKey())
            .region(Endpoint.REGION)
            .build();
  }

  private void put(String key, byte[] body) throws Exception {
    minio.putObject(
        PutObjectArgs.builder().bucket(bucket).object(key).stream(
                new ByteArrayInputStream(body), -1L, PART)
            .build());
  }

  private void assertSame(byte[] body, String key) throws Exception {
    assertEquals(
        body.length,
        minio.statObject(StatObjectArgs.builder().bucket(bucket).object(key).build()).size());
    try (InputStream in =
        minio.getObject(GetObjectArgs.builder().bucket(bucket).object(key).build())) {
      assertArrayEquals(body, in.readAllBytes());
    }
  }

  @Test
  void streams_of_unknown_length() throws Exception {
    for (int size : List.of(0, 10, 5 << 20, (11 << 20) + 3)) {
      put("dir/k", Bodies.of(size));
      assertSame(Bodies.of(size), "dir/k");
    }
  }

  @Test
  void an_object_composed_of_others() throws Exception {
    put("a", Bodies.of(6 << 20));
    put("b", Bodies.of(70_000));
    // The client writes into the list that it is given.
    List<SourceObject> sources = new ArrayList<>();
    sources.add(SourceObject.builder().bucket(bucket).object("a").build());
    sources.add(SourceObject.builder().bucket(bucket).object("b").build());
    minio.composeObject(
        ComposeObjectArgs.builder().bucket(bucket).object("ab").sources(sources).build());
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    expected.writeBytes(Bodies.of(6 << 20));
    expected.writeBytes(Bodies.of(70_000));
    assertSame(expected.toByteArray(), "ab");
  }

  @Test
  void a_copy() throws Exception {
    put("from here", Bodies.of(100_000));
    minio.copyObject(
        CopyObjectArgs.builder()
            .bucket(bucket)
            .object("to/there")
            .source(SourceObject.builder().bucket(bucket).object("from here").build())
            .build());
    assertSame(Bodies.of(100_000), "to/there");
  }
}
