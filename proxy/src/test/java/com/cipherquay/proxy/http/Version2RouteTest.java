package com.cipherquay.proxy.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests with a Signature Version 2 in the query, all the way. */
final class Version2RouteTest {

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

  /** As boto3 makes them: the headers that were signed stand in the query too. */
  @Test
  void headersInTheQuery() throws IOException {
    String query = query("PUT", "text/x-a", "x-amz-meta-a:b c\n/bucket/k");
    String target = "/bucket/k?" + query + "&content-type=text%2Fx-a&x-amz-meta-a=b%20c";
    assertEquals(200, send("PUT", target, "h", "text/x-a").status());
    Reply object = proxy.send(SignedRequest.get("/bucket/k"));
    assertEquals(Optional.of("text/x-a"), object.header("content-type"));
    assertEquals(Optional.of("b c"), object.header("x-amz-meta-a"));
    Reply differs = send("PUT", target.replace("Fx-a", "Fx-b"), "h", "text/x-a");
    assertEquals("InvalidArgument", differs.element("Code"), differs.text());
    Reply more = send("PUT", target + "&x-amz-meta-c=d", "h", "text/x-a");
    assertEquals("SignatureDoesNotMatch", more.element("Code"), more.text());
  }

  @Test
  void theHostNamesTheBucket() throws IOException {
    String query = query("PUT", "", "/bucket/k");
    assertEquals(200, send("PUT", "/k?" + query, "bucket.s3.test:9000", "").status());
    assertEquals(
        200, send("GET", "/k?" + query("GET", "", "/bucket/k"), "Bucket.S3.test", "").status());
    assertEquals(403, send("GET", "/k?" + query("GET", "", "/k"), "bucket.s3.test", "").status());
  }

  /** A parameter that no operation knows is not signed, and not ignored either. */
  @Test
  void whatIsNotSigned() throws IOException {
    String query = query("GET", "", "/bucket/k");
    assertEquals(501, send("GET", "/bucket/k?surprise&" + query, "h", "").status());
    assertEquals(403, send("GET", "/bucket/k?tagging&" + query, "h", "").status());
  }

  private Reply send(String method, String target, String host, String type) throws IOException {
    return OldSignature.send(proxy, method, target, host, type);
  }

  private static String query(String method, String type, String rest) {
    return OldSignature.query(method, type, rest);
  }
}
