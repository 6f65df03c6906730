package com.cipherquay.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.keyset.EpochVault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** The commands of keytool that work over a store, over an S3 that others wrote. */
final class StoreCommandsTest {

  private static final String BUCKET = "kept";
  private static final int MIN = 5 << 20;

  private final Path data;
  private final Map<String, byte[]> bodies = new TreeMap<>();

  StoreCommandsTest(@TempDir Path folder) {
    this.data = folder.resolve("data");
  }

  @Test
  void aRotationIsFollowedByRewrapAndReencrypt() throws IOException {
    EpochVault.write(data, 1);
    try (S3ProxyServer server = S3ProxyServer.start();
        UpstreamTap tap = UpstreamTap.before(server.endpoint())) {
      with(server, this::fill);
      keytool(server.endpoint(), 0, "inventory", "create", "--out", file(), "s3://" + BUCKET);
      EpochVault.write(data, 2);

      tap.takeRequests();
      int sent = tap.sent().length;
      String said = keytool(tap.endpoint(), 0, "rewrap", "s3://" + BUCKET);
      assertTrue(said.contains("33 objects, 33 rewrapped"), said);
      Map<String, Long> calls =
          tap.takeRequests().stream()
              .collect(Collectors.groupingBy(call -> call.split(" ", 2)[0], Collectors.counting()));
      // A look for the metadata, one for the condition that some stores ignore, and the copy. Those
      // that were first, on eight threads, found out how this store knows the source's condition.
      assertTrue(calls.getOrDefault("PUT", 0L) <= 33 + 8, calls::toString);
      assertTrue(calls.getOrDefault("HEAD", 0L) <= 2 * 33 + 8, calls::toString);
      assertEquals(1, calls.get("GET"), calls::toString);
      assertTrue(tap.sent().length - sent < 200_000, "bodies went up");

      said = keytool(server.endpoint(), 0, "check", "s3://" + BUCKET, "--read-data");
      assertTrue(said.contains("33 sound"), said);
      said = keytool(server.endpoint(), 0, "inventory", "verify", "--strict", file());
      assertTrue(said.contains("33 same"), said);
      with(server, this::assertAllThere);

      said = keytool(server.endpoint(), 0, "reencrypt");
      assertTrue(said.contains("33 reencrypted"), said);
      with(server, this::assertAllThere);
      said = keytool(server.endpoint(), 0, "check", "s3://" + BUCKET, "--read-data");
      assertTrue(said.contains("33 sound"), said);
      said = keytool(server.endpoint(), 0, "inventory", "verify", file());
      assertTrue(said.contains("33 changed"), said);
      keytool(server.endpoint(), 0, "sweep", "--older-than", "1h");
    }
  }

  /** What is done through the proxy. */
  @FunctionalInterface
  private interface Work {
    void with(S3Client s3);
  }

  private void with(S3ProxyServer server, Work work) {
    ProxyProcess.Setup setup = ProxyProcess.Setup.upstream(data, server.endpoint());
    try (ProxyProcess proxy = ProxyProcess.start(setup);
        S3Client s3 = Sdk.sync(proxy.endpoint())) {
      work.with(s3);
    }
  }

  private void fill(S3Client s3) {
    s3.createBucket(r -> r.bucket(BUCKET));
    for (int i = 0; i < 30; i++) {
      String key = "d" + i % 3 + "/" + i;
      byte[] body = Bodies.of(20_000 + i);
      s3.putObject(
          r -> r.bucket(BUCKET).key(key).contentType("text/x-" + key).metadata(Map.of("k", key)),
          RequestBody.fromBytes(body));
      bodies.put(key, body);
    }
    copy(s3, "d1/1", "copied");
    copy(s3, "d2/2", "moved");
    s3.deleteObject(r -> r.bucket(BUCKET).key("d2/2"));
    bodies.remove("d2/2");
    upload(s3);
    s3.putObject(r -> r.bucket(BUCKET).key("empty"), RequestBody.empty());
    bodies.put("empty", new byte[0]);
    assertEquals(33, bodies.size());
  }

  private void copy(S3Client s3, String from, String to) {
    s3.copyObject(
        r -> r.sourceBucket(BUCKET).sourceKey(from).destinationBucket(BUCKET).destinationKey(to));
    bodies.put(to, bodies.getOrDefault(from, new byte[0]));
  }

  private void upload(S3Client s3) {
    String id = s3.createMultipartUpload(r -> r.bucket(BUCKET).key("parts")).uploadId();
    byte[] first = Bodies.of(MIN);
    byte[] second = Bodies.of(1234);
    List<CompletedPart> parts = List.of(part(s3, id, 1, first), part(s3, id, 2, second));
    s3.completeMultipartUpload(
        r -> r.bucket(BUCKET).key("parts").uploadId(id).multipartUpload(m -> m.parts(parts)));
    byte[] all = new byte[MIN + 1234];
    System.arraycopy(first, 0, all, 0, MIN);
    System.arraycopy(second, 0, all, MIN, 1234);
    bodies.put("parts", all);
  }

  private static CompletedPart part(S3Client s3, String id, int number, byte[] body) {
    String etag =
        s3.uploadPart(
                r -> r.bucket(BUCKET).key("parts").uploadId(id).partNumber(number),
                RequestBody.fromBytes(body))
            .eTag();
    return CompletedPart.builder().partNumber(number).eTag(etag).build();
  }

  private void assertAllThere(S3Client s3) {
    bodies.forEach(
        (key, body) ->
            assertArrayEquals(
                body, s3.getObjectAsBytes(r -> r.bucket(BUCKET).key(key)).asByteArray(), key));
    HeadObjectResponse head = s3.headObject(r -> r.bucket(BUCKET).key("d1/1"));
    assertEquals("text/x-d1/1", head.contentType());
    assertEquals(Map.of("k", "d1/1"), head.metadata());
    int parts = s3.headObject(r -> r.bucket(BUCKET).key("parts").partNumber(1)).partsCount();
    assertEquals(2, parts);
    assertEquals(33, s3.listObjectsV2(r -> r.bucket(BUCKET)).keyCount());
  }

  private String file() {
    return data.resolveSibling("kept.inventory").toString();
  }

  private String keytool(Endpoint upstream, int status, String... arguments) {
    KeytoolProcess done = KeytoolProcess.over(upstream, data, arguments);
    assertEquals(status, done.status(), done::out);
    return done.out();
  }
}
