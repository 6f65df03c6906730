package com.cipherquay.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** A body four times the size of the proxy's heap: nothing buffers it. */
@Tag("slow")
final class LargeObjectTest {

  private static final long SIZE = 1L << 30;

  private @TempDir Path folder = Path.of("");

  @Test
  void one_gibibyte_goes_through_a_heap_of_256_mebibytes() throws Exception {
    ProxyProcess.Setup setup = ProxyProcess.Setup.local(folder.resolve("data"));
    try (ProxyProcess proxy = ProxyProcess.start(setup)) {
      S3Client s3 = Sdk.sync(proxy.endpoint());
      s3.createBucket(r -> r.bucket("large"));
      MessageDigest up = Bodies.newSha256();
      try (InputStream body = new DigestInputStream(Bodies.stream(SIZE), up)) {
        s3.putObject(r -> r.bucket("large").key("k"), RequestBody.fromInputStream(body, SIZE));
      }
      assertEquals(SIZE, s3.headObject(r -> r.bucket("large").key("k")).contentLength());
      assertEquals(SIZE, s3.listObjectsV2(r -> r.bucket("large")).contents().get(0).size());

      MessageDigest down = Bodies.newSha256();
      long length;
      try (InputStream body =
          new DigestInputStream(s3.getObject(r -> r.bucket("large").key("k")), down)) {
        length = body.transferTo(OutputStream.nullOutputStream());
      }
      assertEquals(SIZE, length);
      assertArrayEquals(up.digest(), down.digest());
    }
  }
}
