package com.cipherquay.proxy.operation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.proxy.http.Reply;
import com.cipherquay.proxy.http.RunningProxy;
import com.cipherquay.proxy.http.SignedRequest;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is not implemented says so, and touches nothing: no sub-resource falls through to another
 * operation.
 */
final class UnimplementedTest {

  private static RunningProxy proxy;

  @BeforeAll
  static void start() throws IOException {
    proxy = RunningProxy.start();
    proxy.send(SignedRequest.of("PUT", "/bucket"));
    proxy.send(SignedRequest.put("/bucket/k", "untouched"));
  }

  @AfterAll
  static void stop() throws IOException {
    proxy.close();
  }

  private static void assertRefused(SignedRequest request, String what) throws IOException {
    proxy.calls().reset();
    Reply reply = proxy.send(request);
    assertEquals(501, reply.status(), what);
    assertEquals("NotImplemented", reply.element("Code"), what);
    assertEquals(0, proxy.calls().total(), what);
    assertEquals("untouched", proxy.send(SignedRequest.get("/bucket/k")).text(), what);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lifecycle&cors",
        "metadataConfiguration",
        "metadataInventoryTable",
        "metadataJournalTable",
        "metadataTable",
        "notification",
        "policy",
        "session",
        "uploads&tagging",
        "website",
        "acl&cors",
        "cors&policy",
        "encryption&acl",
        "inventory&id=1&acl",
        "tagging&something-new",
        "something-new",
        "%00",
        "%EF%BF%BE"
      })
  void bucketSubResources(String query) throws IOException {
    for (String method : List.of("GET", "PUT", "DELETE", "POST")) {
      assertRefused(SignedRequest.of(method, "/bucket?" + query), method + " " + query);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "partNumber=1&uploadId=x&versionId=x",
        "renameObject",
        "select&select-type=2",
        "torrent",
        "uploadId=x&something-new",
        "uploads&uploadId=x",
        "something-new"
      })
  void objectSubResources(String query) throws IOException {
    for (String method : List.of("GET", "PUT", "DELETE", "POST")) {
      SignedRequest request = SignedRequest.of(method, "/bucket/k?" + query);
      assertRefused(
          method.equals("PUT") ? request.withBody("body".getBytes(UTF_8)) : request,
          method + " " + query);
    }
  }

  @Test
  void locksWhereThereAreNone() throws IOException {
    for (String method : List.of("DELETE", "POST")) {
      assertRefused(SignedRequest.of(method, "/bucket?object-lock"), method);
      assertRefused(SignedRequest.of(method, "/bucket/k?retention"), method);
      assertRefused(SignedRequest.of(method, "/bucket/k?legal-hold"), method);
    }
    for (String method : List.of("GET", "PUT")) {
      assertRefused(
          SignedRequest.of(method, "/bucket/k").with("x-amz-bypass-governance-retention", "true"),
          method);
    }
    assertRefused(
        SignedRequest.get("/bucket/k").with("x-amz-object-lock-mode", "GOVERNANCE"), "a read");
  }

  @Test
  void versionsWhereThereAreNone() throws IOException {
    for (String refused :
        List.of(
            "PUT /bucket?versions",
            "DELETE /bucket?versions",
            "DELETE /bucket?versioning",
            "POST /bucket?versioning",
            "HEAD /bucket/k?uploadId=x&versionId=null",
            "PUT /bucket/k?versionId=null",
            "POST /bucket/k?versionId=null")) {
      String[] words = refused.split(" ", 2);
      Reply reply = proxy.send(SignedRequest.of(words[0], words[1]));
      assertEquals(501, reply.status(), refused);
    }
    assertEquals("untouched", proxy.send(SignedRequest.get("/bucket/k")).text());
  }

  @ParameterizedTest
  @CsvSource({
    "x-amz-checksum-md5, 1B2M2Y8AsgTpgAmY7PhCfg==",
    "x-amz-checksum-sha512, 1",
    "x-amz-copy-source-range, bytes=0-1",
    "x-amz-metadata-directive, COPY",
    "x-amz-mp-object-size, 4",
    "x-amz-expected-bucket-owner, 123456789012",
    "x-amz-server-side-encryption, aws:kms:dsse",
    "x-amz-server-side-encryption-aws-kms-key-id, 1",
    "x-amz-server-side-encryption-context, e30=",
    "x-amz-server-side-encryption-customer-algorithm, AES256",
    "x-amz-write-offset-bytes, 4",
    "x-amz-something-new, 1"
  })
  void headersOfAnUpload(String name, String value) throws IOException {
    assertRefused(SignedRequest.put("/bucket/k", "other").with(name, value), name);
    assertRefused(SignedRequest.put("/bucket/k?" + name + "=x", "other"), name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x-amz-server-side-encryption-customer-algorithm",
        "x-amz-expected-bucket-owner",
        "x-amz-mfa",
        "x-amz-if-match-size"
      })
  void headersOfReadsAndDeletes(String name) throws IOException {
    for (String method : List.of("GET", "DELETE")) {
      assertRefused(SignedRequest.of(method, "/bucket/k").with(name, "1"), method + " " + name);
      assertRefused(SignedRequest.of(method, "/bucket").with(name, "1"), method + " " + name);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "x-amz-acl, private",
    "x-amz-acl, bucket-owner-full-control",
    "x-amz-acl, bucket-owner-read",
    "x-amz-grant-full-control, id=cipherquay",
    "x-amz-request-payer, requester",
    "x-amz-sdk-something, 1",
    "x-amz-server-side-encryption, AES256",
    "x-amz-server-side-encryption, aws:kms",
    "x-amz-storage-class, STANDARD",
    "x-amz-user-agent, test",
    "amz-sdk-invocation-id, 1",
    "amz-sdk-request, attempt=1"
  })
  void whatChangesNothingIsAccepted(String name, String value) throws IOException {
    SignedRequest put = SignedRequest.put("/bucket/harmless?x-id=PutObject", "x").with(name, value);
    assertEquals(200, proxy.send(put).status());
  }

  @Test
  void theRefusalSaysWhatWasNotUnderstood() throws IOException {
    Reply header = proxy.send(SignedRequest.put("/bucket/k", "x").with("x-amz-made-up", "1"));
    assertEquals("x-amz-made-up", header.element("Header"));
    assertTrue(header.element("Message").endsWith("Header: x-amz-made-up"));
    Reply parameter = proxy.send(SignedRequest.get("/bucket?policy"));
    assertEquals("policy", parameter.element("Parameter"));
  }

  @Test
  void whatSdksAddToReadsIsAccepted() throws IOException {
    SignedRequest get =
        SignedRequest.get("/bucket/k?x-id=GetObject")
            .with("x-amz-te", "append-md5")
            .with("x-amz-checksum-mode", "ENABLED");
    assertEquals("untouched", proxy.send(get).text());
  }

  @Test
  void anUnknownMethodIsNotAllowed() throws IOException {
    for (String target : List.of("/", "/bucket", "/bucket/k")) {
      Reply reply = proxy.send(SignedRequest.of("PATCH", target));
      assertEquals(405, reply.status());
      assertEquals("MethodNotAllowed", reply.element("Code"));
      assertEquals("PATCH", reply.element("Method"));
      assertTrue(reply.header("allow").isPresent());
    }
    assertEquals(405, proxy.send(SignedRequest.of("PUT", "/")).status());
  }

  @Test
  void aParameterGivenTwiceIsRefused() throws IOException {
    Reply reply = proxy.send(SignedRequest.get("/bucket?prefix=a&prefix=b"));
    assertEquals("InvalidArgument", reply.element("Code"));
    assertEquals("prefix", reply.element("ArgumentName"));
  }

  @Test
  void aHeaderInTheQueryIsAHeader() throws IOException {
    SignedRequest put = SignedRequest.put("/bucket/hoisted?x-amz-meta-color=blue%20sky", "x");
    assertEquals(200, proxy.send(put).status());
    Reply get = proxy.send(SignedRequest.get("/bucket/hoisted"));
    assertEquals(Optional.of("blue sky"), get.header("x-amz-meta-color"));
    SignedRequest split = SignedRequest.put("/bucket/k?x-amz-meta-a=b%0d%0aX-Evil:%201", "x");
    assertEquals("InvalidArgument", proxy.send(split).element("Code"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a%0d%0aX-Evil", "a%20b", "a:b", "%C3%A9", "a%00", "a%3Db"})
  void aHeaderInTheQueryHasTheNameOfAHeader(String name) throws IOException {
    SignedRequest put = SignedRequest.put("/bucket/k?x-amz-meta-" + name + "=1", "x");
    Reply reply = proxy.send(put);
    assertEquals(400, reply.status());
    assertEquals("InvalidArgument", reply.element("Code"));
    assertEquals("untouched", proxy.send(SignedRequest.get("/bucket/k")).text());
  }
}
