package com.cipherquay.tests.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TlsTest {

  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir private Path folder;

  @Test
  void itSpeaksTlsToWhoTrustsItsCertificate() throws Exception {
    KeyStore keys = makeKeys();
    Map<String, String> environment =
        Map.of(
            "CIPHERQUAY_TLS_CERTIFICATE",
            pem("tls.crt", "CERTIFICATE", keys.getCertificate("a").getEncoded()),
            "CIPHERQUAY_TLS_KEY",
            pem("tls.key", "PRIVATE KEY", keys.getKey("a", PASSWORD).getEncoded()));
    // Plain HTTP would be refused at this address.
    List<String> arguments =
        List.of(
            "serve",
            "--data=" + folder.resolve("data"),
            "--listen=0.0.0.0:0",
            "--admin=127.0.0.1:0");
    try (Serving serving = Serving.command(folder, environment, arguments)) {
      URI ready = serving.awaitReady();
      assertEquals("https", ready.getScheme());
      URI endpoint = URI.create("https://localhost:" + ready.getPort() + "/");
      assertEquals(403, get(endpoint, trusting(keys)).statusCode(), "anonymous, but encrypted");
      assertThrows(SSLHandshakeException.class, () -> get(endpoint, SSLContext.getDefault()));
      URI plain = URI.create("http://localhost:" + ready.getPort() + "/");
      assertThrows(IOException.class, () -> get(plain, trusting(keys)));
    }
  }

  @Test
  void aMissingCertificateIsOneLine() throws Exception {
    Map<String, String> environment =
        Map.of(
            "CIPHERQUAY_TLS_CERTIFICATE", folder.resolve("no.crt").toString(),
            "CIPHERQUAY_TLS_KEY", folder.resolve("no.key").toString());
    List<String> arguments =
        List.of(
            "serve",
            "--data=" + folder.resolve("data"),
            "--listen=127.0.0.1:0",
            "--admin=127.0.0.1:0");
    try (Serving serving = Serving.command(folder, environment, arguments)) {
      assertEquals(1, serving.awaitEnd());
      assertEquals("cipherquay: " + folder.resolve("no.crt") + ": not found\n", serving.err());
    }
  }

  private static HttpResponse<Void> get(URI uri, SSLContext context)
      throws IOException, InterruptedException {
    return HttpClient.newBuilder()
        .sslContext(context)
        .build()
        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding());
  }

  private static SSLContext trusting(KeyStore keys) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("a", keys.getCertificate("a"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  /** A self-signed certificate for localhost, made with the JDK's own tool. */
  private KeyStore makeKeys() throws Exception {
    Path store = folder.resolve("keys.p12");
    String tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    List<String> command =
        new ArrayList<>(List.of(tool, "-genkeypair", "-alias", "a", "-keyalg", "EC"));
    command.addAll(List.of("-dname", "CN=localhost", "-ext", "san=dns:localhost"));
    command.addAll(List.of("-storepass", String.valueOf(PASSWORD), "-keystore", store.toString()));
    assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor());
    return KeyStore.getInstance(store.toFile(), PASSWORD);
  }

  private String pem(String file, String kind, byte[] bytes) throws IOException {
    String text = Base64.getMimeEncoder().encodeToString(bytes);
    return Files.writeString(
            folder.resolve(file),
            "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(kind, text, kind))
        .toString();
  }
}
