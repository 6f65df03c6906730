package com.cipherquay.proxy.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.proxy.operation.Asker;
import com.cipherquay.store.StoreCall;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The way of a request from socket to store and back, one operation after the other. */
final class RouteTest {

  private RunningProxy proxy;

  @BeforeEach
  void start() throws IOException {
    proxy = RunningProxy.start();
    assertEquals(200, proxy.send(SignedRequest.of("PUT", "/bucket")).status());
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
  }

  @Test
  void anObjectComesBackAsItWent() throws IOException {
    Reply put =
        proxy.send(SignedRequest.put("/bucket/a/b", "hello").with("Content-Type", "text/plain"));
    assertEquals(200, put.status(), put.text());
    Reply get = proxy.send(SignedRequest.get("/bucket/a/b"));
    assertEquals("hello", get.text());
    assertEquals(Optional.of("text/plain"), get.header("content-type"));
    assertEquals(put.header("etag"), get.header("etag"));
    assertEquals(Optional.of("bytes"), get.header("accept-ranges"));
  }

  @Test
  void everyAnswerIsStamped() throws IOException {
    for (SignedRequest request :
        List.of(
            SignedRequest.get("/"),
            SignedRequest.get("/bucket/none"),
            SignedRequest.of("HEAD", "/bucket/none"),
            SignedRequest.of("DELETE", "/bucket/none"))) {
      Reply reply = proxy.send(request);
      assertEquals(16, reply.header("x-amz-request-id").orElse("").length());
      assertTrue(reply.header("x-amz-id-2").isPresent());
      assertTrue(reply.header("date").orElse("").endsWith(" GMT"));
      assertEquals(Optional.of("Cipherquay"), reply.header("server"));
    }
  }

  @Test
  void anErrorIsADocumentThatNamesItsRequest() throws IOException {
    Reply reply = proxy.send(SignedRequest.get("/bucket/no%20where"));
    assertEquals(404, reply.status());
    assertEquals(Optional.of("application/xml"), reply.header("content-type"));
    assertEquals("NoSuchKey", reply.element("Code"));
    assertEquals("The specified key does not exist.", reply.element("Message"));
    assertEquals("/bucket/no%20where", reply.element("Resource"));
    assertEquals(reply.header("x-amz-request-id"), Optional.of(reply.element("RequestId")));
    assertEquals(reply.header("x-amz-id-2"), Optional.of(reply.element("HostId")));
  }

  @Test
  void anErrorToHeadHasNoBody() throws IOException {
    try (Connection connection = proxy.connect()) {
      Reply reply = connection.send(SignedRequest.of("HEAD", "/bucket/none"));
      assertEquals(404, reply.status());
      assertEquals(200, connection.send(SignedRequest.get("/")).status());
    }
  }

  @Test
  void headSaysTheLengthWithoutTheBody() throws IOException {
    proxy.send(SignedRequest.put("/bucket/k", "12345"));
    Reply head = proxy.send(SignedRequest.of("HEAD", "/bucket/k"));
    assertEquals(200, head.status());
    assertEquals(Optional.of("5"), head.header("content-length"));
    assertEquals(Optional.of("binary/octet-stream"), head.header("content-type"));
  }

  @Test
  void everyPutGetAndHeadIsMarkedAsEncrypted() throws IOException {
    SignedRequest put = SignedRequest.put("/bucket/k", "x");
    for (SignedRequest request :
        List.of(put, SignedRequest.get("/bucket/k"), SignedRequest.of("HEAD", "/bucket/k"))) {
      Reply reply = proxy.send(request);
      assertEquals(Optional.of("aws:kms"), reply.header("x-amz-server-side-encryption"));
      assertTrue(reply.header("etag").orElse("").matches("\"[^\"]+-cq\""));
    }
  }

  @Test
  void oneCallToTheStoreEach() throws IOException {
    proxy.calls().reset();
    proxy.send(SignedRequest.put("/bucket/k", "x").with("If-None-Match", "*"));
    assertEquals(Map.of(StoreCall.WRITE, 1L), proxy.calls().byCall());
    proxy.calls().reset();
    proxy.send(SignedRequest.get("/bucket/k").with("If-Modified-Since", "never"));
    assertEquals(Map.of(StoreCall.READ, 1L), proxy.calls().byCall());
    proxy.calls().reset();
    proxy.send(SignedRequest.get("/bucket/k").with("Range", "bytes=0-0"));
    assertEquals(Map.of(StoreCall.READ, 1L), proxy.calls().byCall());
    proxy.calls().reset();
    proxy.send(SignedRequest.of("HEAD", "/bucket/k"));
    assertEquals(Map.of(StoreCall.HEAD, 1L), proxy.calls().byCall());
    proxy.calls().reset();
    proxy.send(SignedRequest.of("DELETE", "/bucket/k"));
    assertEquals(Map.of(StoreCall.DELETE, 1L), proxy.calls().byCall());
  }

  @Test
  void theHostMayNameTheBucket() throws IOException {
    SignedRequest put = SignedRequest.put("//k", "by host").with("Host", "Bucket.S3.test:9000");
    assertEquals(200, proxy.send(put).status());
    assertEquals("by host", proxy.send(SignedRequest.get("/bucket//k")).text());
    SignedRequest domain = SignedRequest.get("/bucket//k").with("Host", "s3.test");
    assertEquals("by host", proxy.send(domain).text());
  }

  @Test
  void theListenerHearsOfEveryRequestOnce() throws Exception {
    assertEquals("CreateBucket", next().operation());
    proxy.send(SignedRequest.put("/bucket/k", "12345"));
    ServedRequest put = next();
    assertEquals("PutObject", put.operation());
    assertEquals(5, put.received());
    Asker owner = new Asker(RunningProxy.OWNER.accessKeyId(), Optional.empty(), true);
    assertEquals(Optional.of(owner), put.asker());
    assertEquals(Optional.empty(), put.error());
    proxy.send(SignedRequest.get("/bucket/k"));
    ServedRequest get = next();
    assertEquals(List.of("GetObject", 200, 5L, false), fields(get));
    assertTrue(get.nanos() > 0);
    proxy.send(SignedRequest.get("/bucket/k?torrent"));
    ServedRequest refused = next();
    assertEquals("Unknown", refused.operation());
    assertEquals(501, refused.status());
    assertEquals(Optional.of("NotImplemented"), refused.error());
    assertTrue(proxy.served().isEmpty());
  }

  private ServedRequest next() throws InterruptedException {
    return Optional.ofNullable(proxy.served().poll(10, TimeUnit.SECONDS)).orElseThrow();
  }

  private static List<Object> fields(ServedRequest request) {
    return List.of(request.operation(), request.status(), request.sent(), request.aborted());
  }
}
