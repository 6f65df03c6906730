package com.cipherquay.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.awaitility.Awaitility;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CertificatesTest {

  private static final Duration OFTEN = Duration.ofMillis(20);
  private static final String PASSWORD = "changeit";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"EC", "RSA", "Ed25519"})
  void everyUsualKindOfKeyServes(String algorithm) throws Exception {
    Configuration.TlsFiles files = make("one", algorithm);
    try (Certificates certificates = Certificates.follow(files, OFTEN)) {
      Server server = listen(certificates);
      assertEquals("CN=one", handshake(server));
      server.stop();
    }
  }

  @Test
  void aNewCertificateIsTakenUpWithoutARestart() throws Exception {
    Configuration.TlsFiles files = make("one", "EC");
    Configuration.TlsFiles next = make("two", "RSA");
    try (Certificates certificates = Certificates.follow(files, OFTEN)) {
      Server server = listen(certificates);
      assertEquals("CN=one", handshake(server));
      // One after the other, as renewals do: in between they do not belong together.
      Files.move(next.certificate(), files.certificate(), StandardCopyOption.REPLACE_EXISTING);
      Thread.sleep(5 * OFTEN.toMillis());
      assertEquals("CN=one", handshake(server), "a half renewal changes nothing");
      Files.move(next.key(), files.key(), StandardCopyOption.REPLACE_EXISTING);
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertEquals("CN=two", handshake(server)));
      server.stop();
    }
  }

  @Test
  void whatIsNoCertificateAndKeyIsNamed() throws Exception {
    Configuration.TlsFiles one = make("one", "EC");
    Configuration.TlsFiles two = make("two", "EC");
    Path empty = Files.createFile(folder.resolve("empty"));
    Path encrypted = folder.resolve("encrypted");
    Files.writeString(
        encrypted, Files.readString(one.key()).replace("PRIVATE", "ENCRYPTED PRIVATE"));
    assertRefused(one.certificate(), two.key(), "is not the key of the certificate");
    assertRefused(one.certificate(), empty, "holds no PEM private key");
    assertRefused(one.certificate(), encrypted, "openssl pkcs8 -topk8 -nocrypt");
    assertRefused(empty, one.key(), "holds no PEM certificate");
    assertRefused(one.certificate(), one.certificate(), "holds no PEM private key");
  }

  private static void assertRefused(Path certificate, Path key, String message) {
    IOException error =
        assertThrows(
            IOException.class,
            () -> PemFiles.keyStore(new Configuration.TlsFiles(certificate, key)));
    assertTrue(String.valueOf(error.getMessage()).contains(message), error::toString);
  }

  private static Server listen(Certificates certificates) throws Exception {
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server, certificates.context());
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.start();
    return server;
  }

  /** The subject of the certificate that a new connection gets. */
  private static String handshake(Server server) throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new TrustAny()}, new SecureRandom());
    int port = ((ServerConnector) server.getConnectors()[0]).getLocalPort();
    try (SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port)) {
      socket.startHandshake();
      X509Certificate certificate = (X509Certificate) socket.getSession().getPeerCertificates()[0];
      return certificate.getSubjectX500Principal().getName();
    }
  }

  /** PEM files for a name, made with the JDK's own tool. */
  private Configuration.TlsFiles make(String name, String algorithm) throws Exception {
    Path store = folder.resolve(name + ".p12");
    Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    Process process =
        new ProcessBuilder(
                List.of(
                    keytool.toString(),
                    "-genkeypair",
                    "-alias",
                    "a",
                    "-keyalg",
                    algorithm,
                    "-dname",
                    "CN=" + name,
                    "-keystore",
                    store.toString(),
                    "-storepass",
                    PASSWORD))
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, process.waitFor(), output);
    KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
    return new Configuration.TlsFiles(
        pem(name + ".crt", "CERTIFICATE", keys.getCertificate("a").getEncoded()),
        pem(name + ".key", "PRIVATE KEY", keys.getKey("a", PASSWORD.toCharArray()).getEncoded()));
  }

  private Path pem(String file, String kind, byte[] bytes) throws IOException {
    String text = Base64.getMimeEncoder().encodeToString(bytes);
    return Files.writeString(
        folder.resolve(file),
        "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(kind, text, kind));
  }

  private static final class TrustAny implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
