package com.cipherquay.tests;

import static com.cipherquay.tests.ProxyProcess.Setup.upstream;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * Nothing about an upload lives only in a proxy: two processes with one vault over one upstream
 * take turns on the parts of one upload, and one of them is killed and started again in between.
 */
@Tag("s3")
final class TakingTurnsTest {

  private static final int MINIMUM = 5 << 20;
  private static final String BUCKET = "turns";
  private static final String KEY = "dir/k";

  private final TreeMap<Integer, CompletedPart> parts = new TreeMap<>();
  private final TreeMap<Integer, byte[]> bodies = new TreeMap<>();
  private @TempDir Path folder = Path.of("");

  @Test
  void two_proxies_work_on_one_upload() throws IOException {
    try (S3ProxyServer server = S3ProxyServer.start();
        ProxyProcess first = start("first", server)) {
      shareVault();
      ProxyProcess doomed = start("second", server);
      Sdk.sync(first.endpoint()).createBucket(r -> r.bucket(BUCKET));
      String id =
          Sdk.sync(first.endpoint())
              .createMultipartUpload(r -> r.bucket(BUCKET).key(KEY).contentType("a/b"))
              .uploadId();
      put(doomed, id, 2, MINIMUM + 2);
      put(first, id, 1, MINIMUM + 1);
      put(doomed, id, 9, 9);
      put(doomed, id, 5, MINIMUM);
      doomed.kill();
      put(first, id, 5, MINIMUM + 5);
      try (ProxyProcess second = start("second", server)) {
        put(second, id, 3, MINIMUM + 3);
        put(first, id, 9, 4);
        assertEquals(
            parts.values().stream().map(CompletedPart::eTag).toList(),
            Sdk.sync(second.endpoint())
                .listParts(r -> r.bucket(BUCKET).key(KEY).uploadId(id))
                .parts()
                .stream()
                .map(part -> part.eTag())
                .toList());
        String etag = complete(second, id);
        assertEquals(etag, complete(first, id));
        assertObject(first, etag);
        assertObject(second, etag);
      }
      assertNothingIsLeft(Sdk.sync(first.endpoint()));
    }
  }

  private ProxyProcess start(String name, S3ProxyServer server) {
    return ProxyProcess.start(upstream(folder.resolve(name), server.endpoint()));
  }

  private void shareVault() throws IOException {
    Path second = Files.createDirectories(folder.resolve("second"));
    try (Stream<Path> files = Files.list(folder.resolve("first"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, second.resolve(file.getFileName()));
      }
    }
  }

  private void put(ProxyProcess proxy, String id, int number, int length) {
    byte[] body = Arrays.copyOfRange(Bodies.of(number + length), number, number + length);
    String etag =
        Sdk.sync(proxy.endpoint())
            .uploadPart(
                r -> r.bucket(BUCKET).key(KEY).uploadId(id).partNumber(number),
                RequestBody.fromBytes(body))
            .eTag();
    parts.put(number, CompletedPart.builder().partNumber(number).eTag(etag).build());
    bodies.put(number, body);
  }

  private String complete(ProxyProcess proxy, String id) {
    return Sdk.sync(proxy.endpoint())
        .completeMultipartUpload(
            r ->
                r.bucket(BUCKET)
                    .key(KEY)
                    .uploadId(id)
                    .multipartUpload(m -> m.parts(List.copyOf(parts.values()))))
        .eTag();
  }

  private void assertObject(ProxyProcess proxy, String etag) {
    S3Client s3 = Sdk.sync(proxy.endpoint());
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    bodies.values().forEach(expected::writeBytes);
    assertArrayEquals(
        expected.toByteArray(), s3.getObjectAsBytes(r -> r.bucket(BUCKET).key(KEY)).asByteArray());
    assertEquals(etag, s3.headObject(r -> r.bucket(BUCKET).key(KEY)).eTag());
    assertEquals(
        List.of((long) expected.size()),
        s3.listObjectsV2(r -> r.bucket(BUCKET)).contents().stream().map(o -> o.size()).toList());
  }

  private static void assertNothingIsLeft(S3Client s3) {
    assertEquals(List.of(), s3.listMultipartUploads(r -> r.bucket(BUCKET)).uploads());
    s3.deleteObject(r -> r.bucket(BUCKET).key(KEY));
    s3.deleteBucket(r -> r.bucket(BUCKET));
  }
}
