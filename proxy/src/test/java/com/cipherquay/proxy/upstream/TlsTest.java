package com.cipherquay.proxy.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store is believed to be the store only with the right certificate. */
final class TlsTest {

  @Test
  void onlyTheGivenAuthorityIsTrusted(@TempDir Path folder) throws Exception {
    TestCertificate own = TestCertificate.create(folder, "own");
    TestCertificate other = TestCertificate.create(folder, "other");
    try (S3ProxyServer server = S3ProxyServer.start(Optional.of(own))) {
      try (UpstreamFixture right = open(server.endpoint(), Optional.of(own.pem()))) {
        right.buckets().create("bucket");
        right.buckets().head("bucket");
      }
      try (UpstreamFixture wrong = open(server.endpoint(), Optional.of(other.pem()))) {
        assertUnavailable(wrong);
      }
      try (UpstreamFixture usual = open(server.endpoint(), Optional.empty())) {
        assertUnavailable(usual);
      }
      // The certificate is for localhost and 127.0.0.1 alone.
      URI elsewhere = URI.create("https://127.0.0.2:" + server.endpoint().getPort());
      try (UpstreamFixture renamed = open(elsewhere, Optional.of(own.pem()))) {
        assertUnavailable(renamed);
      }
    }
  }

  @Test
  void aFileWithoutCertificatesIsRefusedAtTheStart(@TempDir Path folder) throws Exception {
    URI endpoint = URI.create("https://localhost:1");
    Path file = folder.resolve("ca.pem");
    assertThrows(IOException.class, () -> open(endpoint, Optional.of(file)));
    for (String content : new String[] {"", "not a certificate"}) {
      Files.writeString(file, content);
      assertThrows(IOException.class, () -> open(endpoint, Optional.of(file)));
    }
  }

  private static UpstreamFixture open(URI endpoint, Optional<Path> ca) throws IOException {
    return UpstreamFixture.open(UpstreamFixture.settings(endpoint, "us-east-1", ca, Map.of()));
  }

  private static void assertUnavailable(UpstreamFixture upstream) {
    StoreException refused =
        assertThrows(StoreException.class, () -> upstream.buckets().head("bucket"));
    assertEquals(StoreFault.UNAVAILABLE, refused.fault());
  }
}
