package com.cipherquay.proxy.admin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The admin listener as bytes on a socket: three paths, exactly as they are written, and no answer
 * to anything else that tells what was asked or by what it was answered.
 */
final class AdminWireTest {

  private static AdminServer server;

  @BeforeAll
  static void start() throws IOException {
    Health health = new Health();
    health.ready();
    server = AdminServer.start("127.0.0.1", 0, health, new Metrics("0.0.1-test"));
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//health/live",
        "/health//live",
        "/health/live//",
        "/health/./live",
        "/./health/live",
        "/health/../health/live",
        "/health/live/..",
        "/health/%2e/live",
        "/health/%2e%2e/health/live",
        "/health%2flive",
        "/health%2Flive",
        "/%68ealth/live",
        "/health/live%00",
        "/health/live;",
        "/health/live;a=b",
        "/;a=b/health/live",
        "/HEALTH/LIVE",
        "/Health/live",
        "/health/live.",
        "/health\\live",
        "/metrics;a",
        "/metrics/.",
        "/secret-bucket/secret-key"
      })
  void aPathThatIsNotOneOfThreeIsNotFound(String path) throws IOException {
    String answer = get(path);
    assertTrue(answer.matches("(?s)HTTP/1.1 40[04] .*"), answer);
    assertSaysNothing(answer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/health/live?", "/health/live?a=b", "/health/live?/../x"})
  void aQueryChangesNothing(String target) throws IOException {
    String answer = get(target);
    assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
    assertTrue(answer.endsWith("\r\n\r\nlive\n"), answer);
    assertSaysNothing(answer);
  }

  static Stream<String> malformed() {
    return Stream.of(
        "GET /secret-name HTTP/1.1\r\n\r\n",
        "GET /secret-name HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "GET /secret-name HTTP/9.9\r\nHost: a\r\n\r\n",
        "GET /secret-name\r\n\r\n",
        "GET http://secret-name/health/live HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /secret name HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /secret-name HTTP/1.1\r\nHost: a\r\nsecret-name : b\r\n\r\n",
        "GET /secret-name HTTP/1.1\r\nHost: a\r\nx: secret\u0000name\r\n\r\n",
        "GET /secret-name HTTP/1.1\nHost: a\n\n",
        "GET /secret-name HTTP/1.1\r\nHost: a\r\nx: y\r\n secret-name\r\n\r\n",
        "GET /secret-name%zz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        "GET /" + "secret-name".repeat(2000) + " HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\n" + "x: secret-name\r\n".repeat(2000) + "\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx",
        "secret-name\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void whatIsNotHttpIsRefusedWithoutAWordOfIt(String request) throws IOException {
    String answer = exchange(request);
    assertTrue(answer.matches("(?s)HTTP/1.1 (4..|505) .*"), answer);
    assertSaysNothing(answer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TRACE", "PATCH", "get", "SECRET", "PROPFIND"})
  void noOtherMethodIsKnown(String method) throws IOException {
    String answer =
        exchange(
            method
                + " /health/live HTTP/1.1\r\nHost: a\r\nx: secret-name\r\nConnection: close\r\n"
                + "\r\n");
    assertTrue(answer.startsWith("HTTP/1.1 405 "), answer);
    assertSaysNothing(answer);
  }

  private static void assertSaysNothing(String answer) {
    String lower = answer.toLowerCase(Locale.ROOT);
    for (String word : new String[] {"jetty", "secret", "server:", "java", "<html", "exception"}) {
      assertEquals(-1, lower.indexOf(word), answer);
    }
  }

  private static String get(String target) throws IOException {
    return exchange("GET " + target + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  }

  /** Everything that is answered until the other side closes. */
  private static String exchange(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }
}
