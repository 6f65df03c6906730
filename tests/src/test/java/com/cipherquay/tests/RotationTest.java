package com.cipherquay.tests;

import static com.cipherquay.tests.ProxyProcess.Setup.upstream;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.keyset.Unlocking;
import com.cipherquay.keyset.VaultDirectory;
import com.cipherquay.keyset.VaultEditor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A vault is rotated while two proxies run over one upstream: the first looks at its vault file
 * every 200 ms, the second has a copy and would look after a day, but for an object whose epoch it
 * does not know.
 */
final class RotationTest {

  private static final String BUCKET = "rotation";

  @TempDir private static Path folder = Path.of("");

  private static final List<AutoCloseable> OPEN = new ArrayList<>();

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static ProxyProcess eager;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static ProxyProcess lazy;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static S3Client first;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static S3Client second;

  @BeforeAll
  static void start() throws IOException {
    S3ProxyServer server = opened(S3ProxyServer.start());
    eager = opened(start("eager", server, "200ms"));
    Files.createDirectories(folder.resolve("lazy"));
    share("vault.key");
    share("vault.json");
    share("credentials");
    lazy = opened(start("lazy", server, "1440m"));
    first = opened(Sdk.sync(eager.endpoint()));
    second = opened(Sdk.sync(lazy.endpoint()));
    first.createBucket(r -> r.bucket(BUCKET));
  }

  @AfterAll
  static void stop() throws Exception {
    for (int i = OPEN.size() - 1; i >= 0; i--) {
      OPEN.get(i).close();
    }
  }

  private static <T extends AutoCloseable> T opened(T resource) {
    OPEN.add(resource);
    return resource;
  }

  private static ProxyProcess start(String name, S3ProxyServer server, String refresh) {
    return ProxyProcess.start(
        upstream(folder.resolve(name), server.endpoint())
            .with("CIPHERQUAY_AUTH_REVOCATION_REFRESH", refresh));
  }

  private static void share(String file) throws IOException {
    Files.copy(
        folder.resolve("eager").resolve(file),
        folder.resolve("lazy").resolve(file),
        StandardCopyOption.REPLACE_EXISTING);
  }

  private static void put(S3Client s3, String key) {
    s3.putObject(r -> r.bucket(BUCKET).key(key), RequestBody.fromString(key));
  }

  private static void assertReadByBoth(String... keys) {
    for (String key : keys) {
      for (S3Client s3 : List.of(first, second)) {
        assertEquals(key, s3.getObjectAsBytes(r -> r.bucket(BUCKET).key(key)).asUtf8String());
        assertEquals(
            key.length(), s3.headObject(r -> r.bucket(BUCKET).key(key)).contentLength(), key);
      }
    }
  }

  private static int rotate() throws IOException {
    return VaultEditor.of(eager.data(), Unlocking.BY_KEY_FILE).rotate().keyset().currentEpoch();
  }

  private static void awaitEpoch(int epoch) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () -> {
              put(first, "probe");
              return eager.log().contains("new objects are written under epoch " + epoch);
            });
  }

  @Test
  void bothWriteAndReadEachOthersObjects() throws IOException {
    put(first, "a/old by first");
    put(second, "a/old by second");
    int epoch = rotate();
    share("vault.json");
    awaitEpoch(epoch);
    put(first, "a/new by first");
    // The second has not looked, and writes under the epoch before.
    put(second, "a/new by second");
    assertFalse(lazy.log().contains("under epoch " + epoch));
    assertReadByBoth("a/new by first");
    assertTrue(lazy.log().contains("under epoch " + epoch));
    put(second, "a/newest by second");
    assertReadByBoth("a/old by first", "a/old by second", "a/new by second", "a/newest by second");
    try (Stream<String> keys =
        second.listObjectsV2(r -> r.bucket(BUCKET).prefix("a/")).contents().stream()
            .map(it -> it.key())) {
      assertEquals(5, keys.count());
    }
  }

  @Test
  void aBrokenVaultFileStopsNobody() throws IOException {
    put(first, "b/before");
    Path json = eager.data().resolve(VaultDirectory.VAULT_FILE);
    byte[] good = Files.readAllBytes(json);
    Files.writeString(json, "{");
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () -> {
              put(first, "probe");
              return eager.log().contains("the keys stay as they were");
            });
    put(first, "b/meanwhile");
    assertReadByBoth("b/before", "b/meanwhile");
    Files.write(json, good);
    int epoch = rotate();
    awaitEpoch(epoch);
    share("vault.json");
    put(first, "b/after");
    assertReadByBoth("b/before", "b/meanwhile", "b/after");
  }
}
