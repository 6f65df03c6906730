package com.cipherquay.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;

/** What an operation costs at the upstream, counted on the wire: one request each. */
@SuppressWarnings("NullAway.Init") // JUnit calls start before any test
final class StoreCallTest {

  private static final String BUCKET = "counted";

  private S3ProxyServer server;
  private UpstreamTap tap;
  private ProxyProcess proxy;
  private S3Client s3;

  @BeforeEach
  void start(@TempDir Path folder) {
    server = S3ProxyServer.start();
    tap = UpstreamTap.before(server.endpoint());
    proxy = ProxyProcess.start(ProxyProcess.Setup.upstream(folder.resolve("data"), tap.endpoint()));
    s3 = Sdk.sync(proxy.endpoint());
    s3.createBucket(r -> r.bucket(BUCKET));
    tap.takeRequests();
  }

  @AfterEach
  void stop() {
    proxy.close();
    tap.close();
    server.close();
  }

  @Test
  void put_get_range_head_and_delete_are_one_request_each() {
    byte[] body = Bodies.of(200_000);

    s3.putObject(r -> r.bucket(BUCKET).key("a/b/c"), RequestBody.fromBytes(body));
    assertCalls("PUT", 1);
    assertArrayEquals(body, s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("a/b/c")).asByteArray());
    assertCalls("GET", 1);
    s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("a/b/c").range("bytes=70000-139999"));
    assertCalls("GET", 1);
    s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("a/b/c").range("bytes=-5"));
    assertCalls("GET", 1);
    s3.headObject(r -> r.bucket(BUCKET).key("a/b/c"));
    assertCalls("HEAD", 1);
    s3.deleteObject(r -> r.bucket(BUCKET).key("a/b/c"));
    assertCalls("DELETE", 1);
  }

  @Test
  void a_page_of_1000_keys_is_one_request() {
    for (int i = 0; i < 1001; i++) {
      String key = "d" + i % 7 + "/k" + i;
      s3.putObject(r -> r.bucket(BUCKET).key(key), RequestBody.fromBytes(Bodies.of(1)));
    }
    tap.takeRequests();

    assertEquals(1000, s3.listObjectsV2(r -> r.bucket(BUCKET)).keyCount());
    assertCalls("GET", 1);
    assertEquals(1000, s3.listObjects(r -> r.bucket(BUCKET)).contents().size());
    assertCalls("GET", 1);
    s3.listObjectsV2(r -> r.bucket(BUCKET).delimiter("/"));
    assertCalls("GET", 1);
    s3.listObjectsV2(r -> r.bucket(BUCKET).prefix("d3/").delimiter("/"));
    assertCalls("GET", 1);
  }

  @Test
  void a_multi_delete_is_one_request() {
    s3.putObject(r -> r.bucket(BUCKET).key("k"), RequestBody.fromString("x"));
    tap.takeRequests();

    List<ObjectIdentifier> doomed =
        Stream.of("k", "l").map(k -> ObjectIdentifier.builder().key(k).build()).toList();
    s3.deleteObjects(r -> r.bucket(BUCKET).delete(d -> d.objects(doomed)));

    assertCalls("POST", 1);
  }

  @Test
  void a_copy_is_a_head_a_note_and_a_copy_without_the_body() {
    byte[] body = Bodies.of(1_000_000);
    s3.putObject(r -> r.bucket(BUCKET).key("a/b"), RequestBody.fromBytes(body));
    // By the first copy of all the proxy learns which condition on a source its store knows.
    copy("a/b", "learned");
    tap.takeRequests();
    int sent = tap.sent().length;

    copy("a/b", "c");

    List<String> calls = tap.takeRequests();
    assertEquals(
        List.of("HEAD", "PUT", "PUT"), calls.stream().map(call -> call.split(" ", 2)[0]).toList());
    assertEquals(true, tap.sent().length - sent < 20_000, "the body went through the proxy");
    assertArrayEquals(body, s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("c")).asByteArray());
    assertCalls("GET", 1);
  }

  private void copy(String source, String target) {
    s3.copyObject(
        r ->
            r.sourceBucket(BUCKET)
                .sourceKey(source)
                .destinationBucket(BUCKET)
                .destinationKey(target));
  }

  private void assertCalls(String method, int count) {
    List<String> calls = tap.takeRequests();
    assertEquals(count, calls.size(), calls::toString);
    calls.forEach(call -> assertEquals(method, call.split(" ", 2)[0]));
  }
}
