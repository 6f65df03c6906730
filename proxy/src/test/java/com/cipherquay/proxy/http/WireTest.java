package com.cipherquay.proxy.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What no client library would send: bytes on a socket, good and bad. */
final class WireTest {

  private RunningProxy proxy;

  @BeforeEach
  void start() throws IOException {
    proxy = RunningProxy.start();
    proxy.send(SignedRequest.of("PUT", "/bucket"));
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
  }

  @Test
  void headAndBodyMayArriveApart() throws Exception {
    try (Connection connection = proxy.connect()) {
      for (int i = 0; i < 50; i++) {
        SignedRequest put = SignedRequest.put("/bucket/k", "body number " + i);
        connection.write(put.head());
        Thread.sleep(i % 3);
        connection.write(put.body());
        assertEquals(200, connection.read().status());
        assertEquals("body number " + i, connection.send(SignedRequest.get("/bucket/k")).text());
      }
    }
  }

  @Test
  void aRequestMayArriveByteByByte() throws IOException {
    try (Connection connection = proxy.connect()) {
      for (byte b : SignedRequest.get("/").head()) {
        connection.write(new byte[] {b});
      }
      assertEquals(200, connection.read().status());
    }
  }

  @Test
  void requestsMayBePipelined() throws IOException {
    try (Connection connection = proxy.connect()) {
      connection.write(SignedRequest.get("/").head());
      connection.write(SignedRequest.get("/bucket/none").head());
      connection.write(SignedRequest.get("/").head());
      assertEquals(200, connection.read().status());
      assertEquals(404, connection.read().status());
      assertEquals(200, connection.read().status());
    }
  }

  @Test
  void theBodyIsAskedForWhenItIsWanted() throws IOException {
    try (Connection connection = proxy.connect()) {
      SignedRequest put = SignedRequest.put("/bucket/k", "later").with("Expect", "100-continue");
      connection.write(put.head());
      assertEquals(100, connection.read().status());
      connection.write(put.body());
      assertEquals(200, connection.read().status());
      assertEquals("later", connection.send(SignedRequest.get("/bucket/k")).text());
    }
  }

  @Test
  void aBodyThatIsNotWantedIsNotAskedFor() throws IOException {
    for (SignedRequest refused :
        List.of(
            SignedRequest.put("/bucket/k?made-up", "x"),
            SignedRequest.put("/bucket/k", "x").with("x-amz-made-up", "1"))) {
      try (Connection connection = proxy.connect()) {
        connection.write(refused.with("Expect", "100-continue").head());
        Reply reply = connection.read();
        assertEquals(501, reply.status());
        assertEquals(Optional.of("close"), reply.header("connection"));
        assertTrue(connection.ended());
      }
    }
    try (Connection connection = proxy.connect()) {
      connection.write(
          "PUT /bucket/k HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
      assertEquals(403, connection.read().status());
      assertTrue(connection.ended());
    }
  }

  @Test
  void aSmallUnreadBodyCostsNoConnection() throws IOException {
    try (Connection connection = proxy.connect()) {
      for (int i = 0; i < 3; i++) {
        Reply refused =
            connection.send(
                SignedRequest.of("PUT", "/bucket/k?made-up")
                    .withBody(new byte[WireBody.DRAIN_LIMIT]));
        assertEquals(501, refused.status());
        assertEquals(Optional.empty(), refused.header("connection"));
      }
      assertEquals(200, connection.send(SignedRequest.get("/")).status());
    }
  }

  /** As a client that reads nothing before it has sent everything. */
  @Test
  void aLargeUnreadBodyEndsTheConnectionAfterTheAnswer() throws IOException {
    for (int i = 0; i < 20; i++) {
      try (Connection connection = proxy.connect()) {
        Reply reply =
            connection.send(
                SignedRequest.of("PUT", "/bucket/k?made-up")
                    .withBody(new byte[WireBody.DRAIN_LIMIT * 8]));
        assertEquals(501, reply.status());
        assertEquals(Optional.of("close"), reply.header("connection"));
        assertTrue(connection.ended());
      }
    }
  }

  @Test
  void aBodyCutShortLeavesNothing() throws IOException {
    try (Connection connection = proxy.connect()) {
      SignedRequest put = SignedRequest.put("/bucket/cut", "x".repeat(200_000));
      connection.write(put.head());
      connection.write(Arrays.copyOf(put.body(), 150_000));
    }
    Awaitility.await()
        .untilAsserted(
            () ->
                assertTrue(
                    proxy.served().stream().anyMatch(r -> r.operation().equals("PutObject"))));
    assertEquals(404, proxy.send(SignedRequest.get("/bucket/cut")).status());
  }

  @Test
  void aPutWithoutLengthIsRefused() throws IOException {
    try (Connection connection = proxy.connect()) {
      connection.write(SignedRequest.of("PUT", "/bucket/k").head(List.of()));
      Reply reply = connection.read();
      assertEquals(411, reply.status());
      assertEquals("MissingContentLength", reply.element("Code"));
    }
  }

  @Test
  void anAbsoluteTargetIsTheSameAsItsPath() throws IOException {
    proxy.send(SignedRequest.put("/bucket//k", "x"));
    String head = new String(SignedRequest.get("/bucket//k").head(), ISO_8859_1);
    try (Connection connection = proxy.connect()) {
      connection.write(head.replace("GET /bucket", "GET http://127.0.0.1/bucket"));
      assertEquals("x", connection.read().text());
    }
  }
}
