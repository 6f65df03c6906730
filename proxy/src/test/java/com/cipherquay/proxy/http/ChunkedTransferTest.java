package com.cipherquay.proxy.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Bodies in the chunked transfer coding (RFC 9112 section 7.1), each of a signed request that would
 * write an object, with another request behind it.
 */
final class ChunkedTransferTest {

  private static final String KEPT = "/bucket/kept";
  private static final String TARGET = "/bucket/chunked";

  private static RunningProxy proxy;

  @BeforeAll
  static void start() throws IOException {
    proxy = RunningProxy.start();
    proxy.send(SignedRequest.of("PUT", "/bucket"));
  }

  @AfterAll
  static void stop() throws IOException {
    proxy.close();
  }

  @BeforeEach
  void keepSomething() throws IOException {
    proxy.send(SignedRequest.put(KEPT, "kept"));
    proxy.send(SignedRequest.of("DELETE", TARGET));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "5\r\nhello\r\n0\r\n\r\n",
        "1\r\nh\r\n4\r\nello\r\n0\r\n\r\n",
        "0005\r\nhello\r\n000\r\n\r\n",
        "5;name=value\r\nhello\r\n0;x\r\n\r\n",
        "5;name=\"0\\r\\n\"\r\nhello\r\n0\r\n\r\n",
        "5\r\nhello\r\n0\r\nContent-Length: 90\r\nx: y\r\n\r\n"
      })
  void aBodyThatIsWellFormedEndsWhereItSays(String body) throws IOException {
    try (Connection connection = proxy.connect()) {
      connection.write(head() + body);
      connection.write(SignedRequest.get(TARGET).head());
      assertEquals(200, connection.read().status());
      assertEquals("hello", connection.read().text());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "5\r\nhello0\r\n\r\n",
        "5\r\nhelloX\r\n0\r\n\r\n",
        "4\r\nhello\r\n0\r\n\r\n",
        "6\r\nhello\r\n0\r\n\r\n",
        "5\nhello\r\n0\r\n\r\n",
        "5\r\nhello\n0\r\n\r\n",
        "5\rhello\r\n0\r\n\r\n",
        "+5\r\nhello\r\n0\r\n\r\n",
        "-5\r\nhello\r\n0\r\n\r\n",
        "0x5\r\nhello\r\n0\r\n\r\n",
        "5_\r\nhello\r\n0\r\n\r\n",
        " 5\r\nhello\r\n0\r\n\r\n",
        "\r\nhello\r\n0\r\n\r\n",
        "fffffffffffffff5\r\nhello\r\n0\r\n\r\n",
        "10000000000000005\r\nhello\r\n0\r\n\r\n",
        "7fffffff\r\nhello\r\n0\r\n\r\n"
      })
  void aBodyThatIsNotIsRefusedAndEndsTheConnection(String body) throws IOException {
    try (Connection connection = proxy.connect()) {
      connection.write(head() + body + new String(smuggled(), ISO_8859_1));
      Reply reply = connection.read();
      assertEquals("400 IncompleteBody", reply.status() + " " + reply.element("Code"));
      assertEquals(Optional.of("close"), reply.header("connection"));
      assertTrue(connection.ended(), "a second answer");
    }
    assertEquals("kept", proxy.send(SignedRequest.get(KEPT)).text());
    assertEquals(404, proxy.send(SignedRequest.of("HEAD", TARGET)).status());
  }

  private static String head() {
    byte[] head =
        SignedRequest.of("PUT", TARGET)
            .with("x-amz-decoded-content-length", "5")
            .head(List.of(Map.entry("Transfer-Encoding", "chunked")));
    return new String(head, ISO_8859_1);
  }

  private static byte[] smuggled() {
    return SignedRequest.of("DELETE", KEPT).head();
  }
}
