package com.cipherquay.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.minio.BucketExistsArgs;
import io.minio.GetObjectArgs;
import io.minio.ListObjectsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.RemoveBucketArgs;
import io.minio.RemoveObjectsArgs;
import io.minio.Result;
import io.minio.StatObjectArgs;
import io.minio.StatObjectResponse;
import io.minio.errors.MinioException;
import io.minio.messages.DeleteRequest;
import io.minio.messages.DeleteResult;
import io.minio.messages.Item;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** MinIO's Java client, as it comes. */
@ForEverySubject
final class MinioClientTest {

  private static final List<Integer> SIZES = List.of(0, 1, 65_520, 65_521, 1_000_000);

  private final MinioClient minio;
  private final String bucket;

  MinioClientTest(Subject subject) {
    this.bucket = subject.freshBucket();
    this.minio =
        MinioClient.builder()
            .endpoint(subject.endpoint().uri().toString())
            .credentials(subject.endpoint().accessKeyId(), subject.endpoint().secretAccessKey())
            .region(Endpoint.REGION)
            .build();
  }

  @Test
  void objects_go_round() throws Exception {
    for (int size : SIZES) {
      put("dir/k " + size, Bodies.of(size));
    }
    for (int size : SIZES) {
      String key = "dir/k " + size;
      try (InputStream in =
          minio.getObject(GetObjectArgs.builder().bucket(bucket).object(key).build())) {
        assertArrayEquals(Bodies.of(size), in.readAllBytes());
      }
    }
    assertEquals(
        Map.of(
            "dir/k 0",
            0L,
            "dir/k 1",
            1L,
            "dir/k 65520",
            65_520L,
            "dir/k 65521",
            65_521L,
            "dir/k 1000000",
            1_000_000L),
        listed());
  }

  @Test
  @Tag("slow")
  void a_real_tree_comes_back() throws Exception {
    RealTree tree = RealTree.find(1000, 1250);
    for (Path file : tree.files()) {
      put(tree.key(file), Files.readAllBytes(file));
    }

    Map<String, Long> listed = listed();

    assertEquals(tree.files().size(), listed.size());
    for (Path file : tree.files()) {
      assertEquals(Files.size(file), listed.get(tree.key(file)));
      try (InputStream in =
          minio.getObject(GetObjectArgs.builder().bucket(bucket).object(tree.key(file)).build())) {
        assertArrayEquals(Files.readAllBytes(file), in.readAllBytes(), file::toString);
      }
    }
  }

  @Test
  void metadata_and_range() throws Exception {
    put("k", Bodies.of(100_000));

    StatObjectResponse stat =
        minio.statObject(StatObjectArgs.builder().bucket(bucket).object("k").build());
    assertEquals(100_000, stat.size());
    assertEquals("image/png", stat.contentType());
    assertEquals("sea", stat.userMetadata().get("colour").iterator().next());
    GetObjectArgs range =
        GetObjectArgs.builder().bucket(bucket).object("k").offset(65_000L).length(1000L).build();
    try (InputStream in = minio.getObject(range)) {
      assertArrayEquals(Arrays.copyOfRange(Bodies.of(100_000), 65_000, 66_000), in.readAllBytes());
    }
  }

  @Test
  void buckets_come_and_go() throws Exception {
    String other = bucket + "-other";
    minio.makeBucket(MakeBucketArgs.builder().bucket(other).build());
    assertTrue(minio.bucketExists(BucketExistsArgs.builder().bucket(other).build()));
    assertTrue(minio.listBuckets().stream().anyMatch(b -> b.name().equals(other)));
    minio.removeBucket(RemoveBucketArgs.builder().bucket(other).build());
    assertFalse(minio.bucketExists(BucketExistsArgs.builder().bucket(other).build()));
  }

  @Test
  void many_are_removed_at_once() throws Exception {
    put("a", Bodies.of(1));
    put("b", Bodies.of(1));
    put("c", Bodies.of(1));

    List<DeleteRequest.Object> doomed =
        List.of(new DeleteRequest.Object("a"), new DeleteRequest.Object("c"));
    for (Result<DeleteResult.Error> error :
        minio.removeObjects(RemoveObjectsArgs.builder().bucket(bucket).objects(doomed).build())) {
      throw new AssertionError(error.get().message());
    }

    assertEquals(Map.of("b", 1L), listed());
  }

  private void put(String key, byte[] body) throws MinioException {
    minio.putObject(
        PutObjectArgs.builder()
            .bucket(bucket)
            .object(key)
            .contentType("image/png")
            .userMetadata(Map.of("colour", "sea"))
            .data(body, body.length)
            .build());
  }

  private Map<String, Long> listed() throws MinioException {
    Map<String, Long> sizes = new TreeMap<>();
    for (Result<Item> item :
        minio.listObjects(ListObjectsArgs.builder().bucket(bucket).recursive(true).build())) {
      sizes.put(item.get().objectName(), item.get().size());
    }
    return sizes;
  }
}
