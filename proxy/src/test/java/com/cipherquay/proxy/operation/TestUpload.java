package com.cipherquay.proxy.operation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.cipherquay.proxy.http.Reply;
import com.cipherquay.proxy.http.SignedRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;

/** One multipart upload as a client sees it. */
final class TestUpload {

  /** The least that a part other than the last may have. */
  static final int MINIMUM = 5 << 20;

  private final LocalProxy proxy;
  private final String target;
  private final String id;
  private final TreeMap<Integer, String> tags = new TreeMap<>();
  private final TreeMap<Integer, byte[]> bodies = new TreeMap<>();

  private TestUpload(LocalProxy proxy, String target, String id) {
    this.proxy = proxy;
    this.target = target;
    this.id = id;
  }

  static TestUpload begin(LocalProxy proxy, String target) throws IOException {
    return begin(proxy, target, Map.of());
  }

  static TestUpload begin(LocalProxy proxy, String target, Map<String, String> headers)
      throws IOException {
    SignedRequest request = SignedRequest.of("POST", target + "?uploads");
    for (Map.Entry<String, String> header : headers.entrySet()) {
      request = request.with(header.getKey(), header.getValue());
    }
    Reply reply = proxy.send(request);
    assertEquals(200, reply.status(), reply::text);
    return new TestUpload(proxy, target, reply.element("UploadId"));
  }

  /** Bytes that no compression and no repetition makes easy. */
  static byte[] bytes(int length, int seed) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  String id() {
    return id;
  }

  /** The entity tags of the parts that were put, with their quotes, by number. */
  Map<Integer, String> tags() {
    return tags;
  }

  /** The entity tag of a part, with its quotes. */
  String tag(int number) {
    return Objects.requireNonNull(tags.get(number));
  }

  SignedRequest partRequest(int number) {
    return SignedRequest.of("PUT", target + "?partNumber=" + number + "&uploadId=" + id);
  }

  /** Puts a part and remembers it. */
  void put(int number, byte[] body) throws IOException {
    put(number, body, partRequest(number));
  }

  /** Puts a part with headers of the test's own. */
  Reply put(int number, byte[] body, SignedRequest request) throws IOException {
    Reply reply = proxy.send(request.withBody(body));
    assertEquals(200, reply.status(), reply::text);
    tags.put(number, reply.header("etag").orElseThrow());
    bodies.put(number, body);
    return reply;
  }

  /** Forgets a part, so that the completion leaves it out. */
  void leaveOut(int number) {
    tags.remove(number);
    bodies.remove(number);
  }

  /** All that the completed object must be. */
  byte[] expected() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    bodies.values().forEach(all::writeBytes);
    return all.toByteArray();
  }

  SignedRequest completionRequest(String document) {
    return SignedRequest.of("POST", target + "?uploadId=" + id).withBody(document.getBytes(UTF_8));
  }

  /** The completion of all parts that were put and not left out. */
  SignedRequest completionRequest() {
    return completionRequest(document(tags));
  }

  Reply complete() throws IOException {
    return proxy.send(completionRequest());
  }

  Reply complete(String document) throws IOException {
    return proxy.send(completionRequest(document));
  }

  static String document(Map<Integer, String> tags) {
    StringBuilder parts = new StringBuilder();
    tags.forEach((number, tag) -> parts.append(part(number, tag)));
    return document(parts.toString());
  }

  static String document(String parts) {
    return "<CompleteMultipartUpload xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
        + parts
        + "</CompleteMultipartUpload>";
  }

  static String part(Object number, String tag) {
    return "<Part><PartNumber>" + number + "</PartNumber><ETag>" + tag + "</ETag></Part>";
  }

  Reply abort() throws IOException {
    return proxy.send("DELETE", target + "?uploadId=" + id);
  }

  Reply list(String query) throws IOException {
    return proxy.send("GET", target + "?uploadId=" + id + query);
  }
}
