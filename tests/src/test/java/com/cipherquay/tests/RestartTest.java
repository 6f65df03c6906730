package com.cipherquay.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** The vault outlives the process: keys, credentials and objects are those of the first start. */
final class RestartTest {

  private @TempDir Path folder = Path.of("");

  @Test
  void a_second_process_reads_what_the_first_wrote() {
    Endpoint first;
    try (ProxyProcess proxy = start()) {
      first = proxy.endpoint();
      S3Client s3 = Sdk.sync(first);
      s3.createBucket(r -> r.bucket("kept"));
      s3.putObject(r -> r.bucket("kept").key("a/b"), RequestBody.fromString("still here"));
    }
    try (ProxyProcess proxy = start()) {
      Endpoint second = proxy.endpoint();
      assertEquals(first.accessKeyId(), second.accessKeyId());
      assertEquals(first.secretAccessKey(), second.secretAccessKey());
      S3Client s3 = Sdk.sync(second);
      assertEquals(
          "still here", s3.getObjectAsBytes(r -> r.bucket("kept").key("a/b")).asUtf8String());
      assertEquals(1, s3.listObjectsV2(r -> r.bucket("kept")).keyCount());
    }
  }

  @Test
  void a_vault_without_its_key_file_is_not_replaced() throws Exception {
    try (ProxyProcess proxy = start()) {
      assertTrue(proxy.pid() > 0);
    }
    Path key = folder.resolve("data/vault.key");
    Files.delete(key);

    assertThrows(IllegalStateException.class, this::start);

    assertTrue(Files.notExists(key));
  }

  private ProxyProcess start() {
    return ProxyProcess.start(ProxyProcess.Setup.local(folder.resolve("data")));
  }
}
