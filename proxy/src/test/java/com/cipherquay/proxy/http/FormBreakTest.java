package com.cipherquay.proxy.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.store.MemoryBucketStore;
import com.cipherquay.store.StoreCall;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Forms that break off, stand still, or are asked to wait: nothing of them is stored. */
final class FormBreakTest {

  private RunningProxy proxy;

  @BeforeEach
  void start() throws Exception {
    ServerSettings settings =
        ServerSettings.plain("127.0.0.1", 0)
            .withTimes(Duration.ofSeconds(1), Duration.ofSeconds(2));
    proxy = RunningProxy.start(new MemoryBucketStore(), settings);
    proxy.send(SignedRequest.of("PUT", "/bucket"));
    proxy.calls().reset();
    // It is noted after it is answered.
    ServedRequest created = proxy.served().poll(10, TimeUnit.SECONDS);
    assertEquals(200, created == null ? 0 : created.status());
  }

  @AfterEach
  void nothingReachedTheStore() throws IOException {
    assertEquals(0, proxy.calls().byCall().getOrDefault(StoreCall.WRITE, 0L));
    proxy.close();
  }

  @Test
  void aClientThatGoesAwayAtEveryKibibyte() throws Exception {
    BrowserForm form =
        BrowserForm.of("k")
            .file("f", new byte[40_000])
            .afterFile(
                "--"
                    + BrowserForm.BOUNDARY
                    + "\r\nContent-Disposition: form-data; name=\"submit\"\r\n\r\nsend\r\n");
    byte[] body = form.body();
    int cuts = 0;
    for (int length = 0; length < body.length; length += 1024) {
      cutAt(form, body, length);
      cuts++;
    }
    cutAt(form, body, body.length - 1);
    for (int i = 0; i <= cuts; i++) {
      ServedRequest served = proxy.served().poll(10, TimeUnit.SECONDS);
      assertEquals(400, served == null ? 0 : served.status());
    }
  }

  private void cutAt(BrowserForm form, byte[] body, int length) throws IOException {
    try (Connection connection = proxy.connect()) {
      connection.write(form.head(body.length));
      connection.write(Arrays.copyOf(body, length));
    }
  }

  @Test
  void aClientThatStandsStill() throws IOException {
    BrowserForm form = BrowserForm.of("k").file("f", new byte[10_000]);
    byte[] body = form.body();
    for (int length : new int[] {0, 500, body.length - 1}) {
      try (Connection connection = proxy.connect()) {
        connection.write(form.head(body.length));
        connection.write(Arrays.copyOf(body, length));
        Reply reply = connection.read();
        assertEquals("RequestTimeout", reply.element("Code"), reply.text());
      }
    }
  }

  /** A body with the announced length that is no whole form. */
  @Test
  void everyShorterBodyIsNoForm() throws IOException {
    BrowserForm form = BrowserForm.of("k").file("f", new byte[100]);
    byte[] body = form.body();
    int tail = "\r\n".length();
    for (int length = 0; length < body.length - tail; length += 7) {
      try (Connection connection = proxy.connect()) {
        connection.write(form.head(length));
        connection.write(Arrays.copyOf(body, length));
        Reply reply = connection.read();
        assertEquals("MalformedPOSTRequest", reply.element("Code"), "cut at " + length);
      }
    }
  }

  @Test
  void aRefusalWithoutTheBody() throws IOException {
    BrowserForm form = BrowserForm.of("k").type("text/plain").header("Expect: 100-continue");
    try (Connection connection = proxy.connect()) {
      connection.write(form.head(1L << 40));
      assertEquals(412, connection.read().status());
    }
    BrowserForm huge = BrowserForm.of("k").header("Expect: 100-continue");
    try (Connection connection = proxy.connect()) {
      connection.write(huge.head((5L << 30) + (1L << 21)));
      Reply reply = connection.read();
      assertEquals("EntityTooLarge", reply.element("Code"), reply.text());
    }
  }

  /** A wrong signature is refused before the file is read. */
  @Test
  void aRefusalBeforeTheFile() throws IOException {
    BrowserForm form =
        BrowserForm.of("k").file("f", new byte[0]).tampered("X-Amz-Signature", "0".repeat(64));
    String body = new String(form.body(), UTF_8);
    String fields = body.substring(0, body.lastIndexOf("\r\n--"));
    try (Connection connection = proxy.connect()) {
      connection.write(form.head(1 << 30));
      connection.write(fields);
      Reply reply = connection.read();
      assertEquals("SignatureDoesNotMatch", reply.element("Code"), reply.text());
      assertTrue(connection.endsWithoutMore());
    }
  }

  @Test
  void aBodyWithoutALength() throws IOException {
    try (Connection connection = proxy.connect()) {
      String type = "Content-Type: multipart/form-data; boundary=x\r\n";
      connection.write("POST /bucket HTTP/1.1\r\nHost: h\r\n" + type);
      connection.write("Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
      assertEquals("MissingContentLength", connection.read().element("Code"));
    }
  }
}
