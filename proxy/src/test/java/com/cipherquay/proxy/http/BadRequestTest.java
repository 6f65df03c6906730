package com.cipherquay.proxy.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.store.MemoryBucketStore;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are not HTTP, or only just: refused in S3's words, and the connection ends. */
final class BadRequestTest {

  private static RunningProxy proxy;

  @BeforeAll
  static void start() throws IOException {
    proxy = RunningProxy.start();
  }

  @AfterAll
  static void stop() throws IOException {
    proxy.close();
  }

  static Stream<String> malformed() {
    return Stream.of(
        "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: \r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nBad Name: x\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nName : x\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nfolded: x\r\n y\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nx: a\u0000b\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nno colon\r\n\r\n",
        "GET / HTTP/9.9\r\nHost: a\r\n\r\n",
        "GET http://b/ HTTP/1.1\r\nHost: a\r\n\r\n",
        "PUT /b/k HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx",
        "PUT /b/k HTTP/1.1\r\nHost: a\r\nContent-Length: 1, 1\r\n\r\nx",
        "PUT /b/k HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\nx",
        "PUT /b/k HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\nx",
        "PUT /b/k HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n",
        "PUT /b/k HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n",
        "\u0016\u0003\u0001\u0002 hello TLS\r\n\r\n");
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void whatIsNotHttpIsRefusedInXml(String request) throws IOException {
    try (Connection connection = proxy.connect()) {
      connection.write(request);
      Reply reply = connection.read();
      assertTrue(reply.status() >= 400 && reply.status() < 600, () -> "" + reply.status());
      assertEquals(Optional.of("application/xml"), reply.header("content-type"));
      assertTrue(reply.text().startsWith("<?xml"), reply.text());
      assertFalse(reply.element("Code").isEmpty());
      assertEquals(reply.header("x-amz-request-id"), Optional.of(reply.element("RequestId")));
      assertEquals(Optional.of("close"), reply.header("connection"));
      assertTrue(connection.ended());
    }
  }

  @Test
  void aFloodOfHeadersIsCutOff() throws IOException {
    StringBuilder flood = new StringBuilder("GET / HTTP/1.1\r\nHost: a\r\n");
    while (flood.length() < 40_000) {
      flood.append("x-filler: ").append("y".repeat(1000)).append("\r\n");
    }
    try (Connection connection = proxy.connect()) {
      connection.write(flood.append("\r\n").toString());
      Reply reply = connection.read();
      assertEquals(400, reply.status());
      assertEquals("RequestHeaderSectionTooLarge", reply.element("Code"));
    }
  }

  /** It is their bytes that are limited. As many as fit are no trouble, and one more byte is. */
  @Test
  void aFloodOfShortHeadersIsAFloodOfBytes() throws IOException {
    String head = new String(SignedRequest.get("/").head(), ISO_8859_1);
    String start = head.substring(0, head.length() - 2);
    try (Connection connection = proxy.connect()) {
      connection.write(start + "a:b\r\n".repeat(6000) + "\r\n");
      assertEquals(200, connection.read().status());
      connection.write(start + "a:b\r\n".repeat(7000) + "\r\n");
      Reply reply = connection.read();
      assertEquals("RequestHeaderSectionTooLarge", reply.element("Code"));
      assertTrue(connection.ended());
    }
  }

  @Test
  void aTargetWithoutEndIsCutOff() throws IOException {
    try (Connection connection = proxy.connect()) {
      connection.write("GET /" + "k".repeat(40_000) + " HTTP/1.1\r\nHost: a\r\n\r\n");
      assertEquals("InvalidURI", connection.read().element("Code"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/bucket/a#b", "*", "/#"})
  void whatIsNoPathIsRefused(String target) throws IOException {
    try (Connection connection = proxy.connect()) {
      connection.write("GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n");
      Reply reply = connection.read();
      assertEquals(400, reply.status());
      assertTrue(reply.text().startsWith("<?xml"), reply.text());
    }
  }

  @Test
  void rawBytesThatAreNotUtf8NameNothing() throws IOException {
    try (Connection connection = proxy.connect()) {
      String head = new String(SignedRequest.get("/bucket/aXb").head(), ISO_8859_1);
      connection.write(head.replace("/aXb", "/a\u00ffb"));
      assertTrue(connection.read().status() >= 400);
    }
  }

  @Test
  void connectIsNotServedAsAnotherMethod() throws IOException {
    String get = new String(SignedRequest.get("/").head(), ISO_8859_1);
    for (String target : List.of("/", "http://" + SignedRequest.HOST + "/", "a:443")) {
      try (Connection connection = proxy.connect()) {
        connection.write(get.replace("GET / ", "CONNECT " + target + " "));
        Reply reply = connection.read();
        assertEquals(400, reply.status(), target);
        assertEquals("InvalidURI", reply.element("Code"), target);
        assertEquals(Optional.of("close"), reply.header("connection"));
        assertTrue(connection.ended());
      }
    }
  }

  @Test
  void aSilentConnectionIsClosed() throws IOException {
    ServerSettings settings =
        ServerSettings.plain("127.0.0.1", 0)
            .withTimes(Duration.ofMillis(300), Duration.ofSeconds(2));
    try (RunningProxy impatient = RunningProxy.start(new MemoryBucketStore(), settings);
        Connection connection = impatient.connect()) {
      connection.write("GET / HTTP/1.1\r\nHo");
      assertTrue(connection.endsWithoutMore());
    }
  }

  /** A byte now and then is not silence, and still no request. */
  @Test
  void aHeadThatTricklesIsCutOff() throws Exception {
    ServerSettings settings =
        ServerSettings.plain("127.0.0.1", 0)
            .withTimes(Duration.ofMillis(600), Duration.ofSeconds(2));
    try (RunningProxy impatient = RunningProxy.start(new MemoryBucketStore(), settings);
        Connection connection = impatient.connect()) {
      connection.write("GET / HTTP/1.1\r\nx-slow: ");
      assertThrows(
          IOException.class,
          () -> {
            for (int i = 0; i < 200; i++) {
              Thread.sleep(50);
              connection.write("y");
            }
          });
    }
  }

  @Test
  void anAnonymousBodyThatTricklesHoldsNobody() throws IOException {
    try (Connection connection = proxy.connect()) {
      connection.write("PUT /b/k HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\nx");
      Reply reply = connection.read();
      assertEquals(403, reply.status());
      assertEquals(Optional.of("close"), reply.header("connection"));
    }
  }

  @Test
  void anAnonymousRequestIsDenied() throws IOException {
    try (Connection connection = proxy.connect()) {
      for (String target : List.of("/", "/bucket", "/bucket/key?acl", "/bucket/%zz")) {
        connection.write("GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n");
        Reply reply = connection.read();
        assertEquals(403, reply.status(), target);
        assertEquals("AccessDenied", reply.element("Code"));
      }
    }
  }
}
