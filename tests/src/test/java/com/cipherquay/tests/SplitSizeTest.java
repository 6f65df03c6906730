package com.cipherquay.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * An object has the same size in a listing, in its head and when it is read, however it was split
 * and after it was copied, for one call to the store each. The product runs with a lower limit for
 * parts, so that there can be many.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SplitSizeTest {

  private static final int MINIMUM = 1024;
  private static final int MOST = 10_000;
  private static final String BUCKET = "splits";

  private ProxyProcess proxy;
  private S3Client s3;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    proxy =
        ProxyProcess.start(
            ProxyProcess.Setup.local(folder.resolve("data"))
                .with("CIPHERQUAY_LOCAL_FSYNC", "false")
                .with("CIPHERQUAY_LOG_REQUESTS", "false")
                .startedBy(LoweredMinimum.program(folder, MINIMUM)));
    s3 = Sdk.syncWithoutChecksums(proxy.endpoint());
    s3.createBucket(r -> r.bucket(BUCKET));
  }

  @AfterAll
  void stop() {
    s3.close();
    proxy.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void of_any_split(long seed) throws Exception {
    Random random = new Random(seed);
    for (int i = 0; i < 10; i++) {
      List<byte[]> bodies = bodies(random);
      List<Integer> numbers =
          random.ints(1, MOST).distinct().limit(bodies.size()).sorted().boxed().toList();
      assertSize("seed " + seed + ", " + i, numbers, bodies);
    }
  }

  private static List<byte[]> bodies(Random random) {
    List<byte[]> bodies = new ArrayList<>();
    for (int left = random.nextInt(8); left > 0; left--) {
      bodies.add(Bodies.of(MINIMUM + length(random)));
    }
    int last = length(random);
    bodies.add(Bodies.of(random.nextBoolean() ? last % MINIMUM : last));
    return bodies;
  }

  /** Around the borders of segments, and anything. */
  private static int length(Random random) {
    int near = random.nextInt(3) * Bodies.SEGMENT + random.nextInt(400) - 200;
    return Math.max(0, random.nextBoolean() ? near : random.nextInt(150_000));
  }

  @Test
  void of_nothing() throws Exception {
    assertSize("nothing", List.of(7), List.of(new byte[0]));
  }

  @Test
  void of_300_parts_the_last_with_the_last_number() throws Exception {
    byte[] body = Bodies.of(MINIMUM);
    List<Integer> numbers = new ArrayList<>(IntStream.range(1, 300).boxed().toList());
    numbers.add(MOST);
    List<byte[]> bodies = new ArrayList<>(numbers.stream().map(n -> body).toList());
    bodies.set(299, Bodies.of(MINIMUM - 1));
    assertSize("300 parts", numbers, bodies);
  }

  @ParameterizedTest
  @Tag("slow")
  @ValueSource(ints = {MOST - 1, MOST})
  void of_as_many_parts_as_there_can_be(int count) throws Exception {
    List<Integer> numbers = IntStream.rangeClosed(1, count).boxed().toList();
    List<byte[]> bodies = new ArrayList<>();
    numbers.forEach(n -> bodies.add(Bodies.of(MINIMUM + n % 5)));
    // After part 9,999 there is a number for the trailer, after part 10,000 there is none.
    bodies.set(count - 1, Bodies.of(count == MOST ? MINIMUM - 1 : MINIMUM));
    assertSize(count + " parts", numbers, bodies);
  }

  private void assertSize(String name, List<Integer> numbers, List<byte[]> bodies)
      throws Exception {
    String key = name + "/object";
    String etag = upload(key, numbers, bodies);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    bodies.forEach(all::writeBytes);
    assertObject(key, etag, all.toByteArray());
    String copy = name + " copied/object";
    String copied =
        s3.copyObject(
                r ->
                    r.sourceBucket(BUCKET)
                        .sourceKey(key)
                        .destinationBucket(BUCKET)
                        .destinationKey(copy))
            .copyObjectResult()
            .eTag();
    assertObject(copy, copied, all.toByteArray());
  }

  private String upload(String key, List<Integer> numbers, List<byte[]> bodies) throws Exception {
    String id = s3.createMultipartUpload(r -> r.bucket(BUCKET).key(key)).uploadId();
    CompletedPart[] parts = new CompletedPart[numbers.size()];
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      var put =
          IntStream.range(0, parts.length)
              .mapToObj(
                  i ->
                      threads.submit(() -> parts[i] = part(key, id, numbers.get(i), bodies.get(i))))
              .toList();
      for (var one : put) {
        one.get();
      }
    } finally {
      threads.shutdownNow();
    }
    return s3.completeMultipartUpload(
            r -> r.bucket(BUCKET).key(key).uploadId(id).multipartUpload(m -> m.parts(parts)))
        .eTag();
  }

  private CompletedPart part(String key, String id, int number, byte[] body) {
    String etag =
        s3.uploadPart(
                r -> r.bucket(BUCKET).key(key).uploadId(id).partNumber(number),
                RequestBody.fromBytes(body))
            .eTag();
    return CompletedPart.builder().partNumber(number).eTag(etag).build();
  }

  /** The trailer is authenticated once; a copy has that of its source, so only the first costs. */
  private void assertObject(String key, String etag, byte[] body) throws Exception {
    String directory = key.substring(0, key.indexOf('/') + 1);
    long before = storeCalls();
    var listed = s3.listObjectsV2(r -> r.bucket(BUCKET).prefix(directory)).contents().get(0);
    assertEquals(List.of(key, etag), List.of(listed.key(), listed.eTag()));
    assertEquals(body.length, listed.size(), key);
    assertEquals(before + 1, storeCalls(), "a listing");
    boolean copied = key.contains("copied");
    if (!copied) {
      assertArrayEquals(body, get(key), key);
      before = storeCalls() - 1;
    }
    var head = s3.headObject(r -> r.bucket(BUCKET).key(key));
    assertEquals(body.length, head.contentLength(), key);
    assertEquals(etag, head.eTag());
    assertEquals(before + 2, storeCalls(), "a head");
    assertArrayEquals(body, get(key), key);
    assertEquals(before + 3, storeCalls(), "a get");
  }

  private byte[] get(String key) {
    return s3.getObjectAsBytes(r -> r.bucket(BUCKET).key(key)).asByteArray();
  }

  /** How often the store was called until now, as the metrics say. */
  private long storeCalls() throws Exception {
    return Arrays.stream(proxy.admin("/metrics").body().split("\n"))
        .filter(line -> line.startsWith("cipherquay_store_call_duration_seconds_count"))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }
}
