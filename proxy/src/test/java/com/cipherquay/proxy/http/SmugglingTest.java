package com.cipherquay.proxy.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Requests about whose end two readers could disagree. Each is signed and would write an object,
 * and behind it, where another reader might see a request of its own, stands one that would delete
 * another object: nothing of it is ever done.
 */
final class SmugglingTest {

  private static final String KEPT = "/bucket/kept";
  private static final String SMUGGLER = "/bucket/smuggler";
  private static final String LENGTH = "x-amz-decoded-content-length";

  private static RunningProxy proxy;

  @BeforeAll
  static void start() throws IOException {
    proxy = RunningProxy.start();
    proxy.send(SignedRequest.of("PUT", "/bucket"));
  }

  @BeforeEach
  void keepSomething() throws IOException {
    proxy.send(SignedRequest.put(KEPT, "kept"));
    proxy.send(SignedRequest.of("DELETE", SMUGGLER));
  }

  @AfterAll
  static void stop() throws IOException {
    proxy.close();
  }

  /**
   * A request that is refused.
   *
   * @param fields those about its length, as they stand on the wire
   * @param body what stands behind its head, before the smuggled request
   */
  record Refused(int status, String code, String fields, String body) {}

  private static Refused bad(String fields, String body) {
    return new Refused(400, "InvalidRequest", fields, body);
  }

  static Stream<Refused> lengths() {
    String end = "0\r\n\r\n";
    return Stream.of(
        // Content-Length and Transfer-Encoding (RFC 9112 section 6.1).
        bad("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", end),
        bad("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", end),
        bad("Transfer-Encoding: chunked\r\nContent-Length: 0\r\n", end),
        // Content-Length twice, and in other words (section 6.3).
        bad("Content-Length: 5\r\nContent-Length: 5\r\n", "hello"),
        bad("Content-Length: 5\r\nContent-Length: 0\r\n", "hello"),
        bad("Content-Length: 0\r\ncontent-length: 5\r\n", "hello"),
        bad("Content-Length: 5, 5\r\n", "hello"),
        bad("Content-Length: 5,\r\n", "hello"),
        bad("Content-Length: +5\r\n", "hello"),
        bad("Content-Length: -5\r\n", "hello"),
        bad("Content-Length: 0x5\r\n", "hello"),
        bad("Content-Length: 5 5\r\n", "hello"),
        bad("Content-Length: 5.0\r\n", "hello"),
        bad("Content-Length: \r\n", "hello"),
        bad("Content-Length: 18446744073709551621\r\n", "hello"),
        bad("Content-Length: \u00b9\r\n", "hello"));
  }

  static Stream<Refused> codings() {
    String end = "0\r\n\r\n";
    return Stream.of(
        // Transfer-Encoding twice, and in other words (sections 6.1 and 7).
        bad("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", end),
        bad("Transfer-Encoding: chunked, chunked\r\n", end),
        bad("Transfer-Encoding: chunked, identity\r\n", end),
        bad("Transfer-Encoding: chunked, gzip\r\n", end),
        bad("Transfer-Encoding: identity\r\n", end),
        bad("Transfer-Encoding: xchunked\r\n", end),
        bad("Transfer-Encoding: \"chunked\"\r\n", end),
        bad("Transfer-Encoding: chunked;q=1\r\n", end),
        bad("Transfer-Encoding: \u000bchunked\r\n", end),
        // Field lines (section 5).
        bad("Content-Length : 5\r\n", "hello"),
        bad("Transfer-Encoding : chunked\r\n", end),
        bad("Transfer-Encoding\t: chunked\r\n", end),
        bad(" Transfer-Encoding: chunked\r\n", end),
        bad("x: y\r\n Content-Length: 5\r\n", "hello"),
        bad("Content-Length:\r\n 5\r\n", "hello"),
        bad("Content-Length: 5\u0000\r\n", "hello"),
        bad("Content-Length: 5\u0001\r\n", "hello"),
        bad("x\u0000: y\r\nContent-Length: 5\r\n", "hello"),
        bad("x: y\rContent-Length: 5\r\n", "hello"));
  }

  @ParameterizedTest
  @MethodSource({"lengths", "codings"})
  void isRefusedAndEndsTheConnection(Refused row) throws IOException {
    SignedRequest put = SignedRequest.of("PUT", SMUGGLER).with(LENGTH, "5");
    String head = text(put.head(List.of()));
    String fields = head.substring(0, head.length() - 2) + row.fields() + "\r\n";
    assertRefused(row.status(), row.code(), fields + row.body());
  }

  /** Start lines (section 3), the same of a request that would write an object. */
  static Stream<Refused> startLines() {
    return Stream.of(
        bad("PUT /bucket/smuggler\tHTTP/1.1", ""),
        bad("PUT /bucket/smuggler HTTP/1.1 ", ""),
        bad(" PUT /bucket/smuggler HTTP/1.1", ""),
        bad("PUT /bucket/smu\u0000ggler HTTP/1.1", ""),
        bad("PUT /bucket/smu\u0001ggler HTTP/1.1", ""),
        bad("PUT /bucket/smu\u007fggler HTTP/1.1", ""),
        bad("PUT /bucket/smu ggler HTTP/1.1", ""),
        bad("P\u0000T /bucket/smuggler HTTP/1.1", ""),
        bad("PUT /bucket/smuggler", ""),
        bad("PUT /bucket/smuggler HTTP/1", ""),
        bad("PUT /bucket/smuggler HTTP/1.10", ""),
        bad("PUT /bucket/smuggler HTTP/2.0", ""),
        new Refused(400, "InvalidURI", "PUT http://other/bucket/smuggler HTTP/1.1", ""),
        new Refused(400, "InvalidURI", "PUT http://127.0.0.1@other/bucket/smuggler HTTP/1.1", ""),
        new Refused(400, "InvalidURI", "PUT 127.0.0.1/bucket/smuggler HTTP/1.1", ""),
        new Refused(400, "InvalidURI", "PUT ftp://127.0.0.1/bucket/smuggler HTTP/1.1", ""));
  }

  @ParameterizedTest
  @MethodSource("startLines")
  void aStartLineThatIsNoneEndsTheConnection(Refused row) throws IOException {
    assertRefused(row.status(), row.code(), row.fields() + "\r\n" + fieldsOfPut() + "hello");
  }

  /**
   * What RFC 9112 lets a server read (section 2.2, bare LF; section 3, more blanks). There is one
   * reading of each: the request behind it is a request of its own.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "PUT /bucket/smuggler HTTP/1.1\n",
        "PUT  /bucket/smuggler HTTP/1.1\r\n",
        "PUT /bucket/smuggler  HTTP/1.1\r\n",
        "\r\nPUT /bucket/smuggler HTTP/1.1\r\n",
        "PUT /bucket/smuggler http/1.1\r\n",
        "PUT http://127.0.0.1/bucket/smuggler HTTP/1.1\r\n",
        "PUT /bucket/smuggler HTTP/1.1\r\nx: y\n"
      })
  void whatIsReadAllTheSameIsReadInOneWay(String startLine) throws IOException {
    try (Connection connection = proxy.connect()) {
      connection.write(startLine + fieldsOfPut() + "hello");
      connection.write(SignedRequest.get(SMUGGLER).head());
      assertEquals(200, connection.read().status());
      assertEquals("hello", connection.read().text());
    }
  }

  /** The body of a request that was refused is no request, whatever stands in it. */
  @Test
  void aBodyThatNobodyReadIsNoRequest() throws IOException {
    try (Connection connection = proxy.connect()) {
      connection.write(SignedRequest.put("/bucket/smuggler?made-up", smuggled()).head());
      connection.write(smuggled());
      connection.write(SignedRequest.get(KEPT).head());
      assertEquals(501, connection.read().status());
      assertEquals("kept", connection.read().text());
    }
    assertNothingDone();
  }

  /** The version before keep-alive: the connection ends with the answer. */
  @Test
  void anOldRequestIsTheLastOfItsConnection() throws IOException {
    for (String more : List.of("", "Connection: close\r\n")) {
      try (Connection connection = proxy.connect()) {
        String get =
            text(SignedRequest.get(KEPT).head()).replace("HTTP/1.1\r\n", "HTTP/1.0\r\n" + more);
        connection.write(get + smuggled());
        assertEquals("kept", connection.read().text());
        assertTrue(connection.ended(), "a second answer");
      }
      assertNothingDone();
    }
  }

  private static String fieldsOfPut() {
    String head = text(SignedRequest.put(SMUGGLER, "hello").head());
    return head.substring(head.indexOf("\r\n") + 2);
  }

  private static void assertRefused(int status, String code, String wire) throws IOException {
    proxy.calls().reset();
    try (Connection connection = proxy.connect()) {
      connection.write(wire + smuggled());
      Reply reply = connection.read();
      assertEquals(status + " " + code, reply.status() + " " + reply.element("Code"));
      assertEquals(Optional.of("close"), reply.header("connection"));
      assertTrue(connection.ended(), "a second answer");
    }
    assertEquals(Map.of(), proxy.calls().byCall());
    assertNothingDone();
  }

  private static String smuggled() {
    return text(SignedRequest.of("DELETE", KEPT).head());
  }

  private static void assertNothingDone() throws IOException {
    assertEquals("kept", proxy.send(SignedRequest.get(KEPT)).text());
    assertEquals(404, proxy.send(SignedRequest.of("HEAD", SMUGGLER)).status());
  }

  private static String text(byte[] bytes) {
    return new String(bytes, ISO_8859_1);
  }
}
