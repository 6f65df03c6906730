package com.cipherquay.proxy.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.cipherquay.proxy.http.Reply;
import com.cipherquay.proxy.http.RunningProxy;
import com.cipherquay.proxy.http.SignedRequest;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The conditions of a copy: on its source, for objects and for parts, and on what it replaces. */
final class CopyConditionTest {

  private static final String PAST = "Thu, 01 Jan 2015 00:00:00 GMT";
  private static final String FUTURE = "Fri, 01 Jan 2100 00:00:00 GMT";

  private static RunningProxy proxy;
  private static String etag = "";
  private static String modified = "";
  private static String part = "";

  @BeforeAll
  static void start() throws IOException {
    proxy = RunningProxy.start();
    proxy.send(SignedRequest.of("PUT", "/bucket"));
    proxy.send(SignedRequest.put("/bucket/k", "body"));
    Reply head = proxy.send(SignedRequest.of("HEAD", "/bucket/k"));
    etag = head.header("etag").orElseThrow();
    modified = head.header("last-modified").orElseThrow();
    String id = proxy.send(SignedRequest.of("POST", "/bucket/m?uploads")).element("UploadId");
    part = "/bucket/m?partNumber=1&uploadId=" + id;
  }

  @AfterAll
  static void stop() throws IOException {
    proxy.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        // if-match | if-unmodified-since | if-none-match | if-modified-since | condition that fails
        "TAG | - | - | - | -",
        "BARE | - | - | - | -",
        "* | - | - | - | -",
        "OTHER | - | - | - | If-Match",
        "WEAK | - | - | - | If-Match",
        "- | FUTURE | - | - | -",
        "- | DATE | - | - | -",
        "- | PAST | - | - | If-Unmodified-Since",
        "TAG | PAST | - | - | -",
        "OTHER | FUTURE | - | - | If-Match",
        "- | - | OTHER | - | -",
        "- | - | TAG | - | x-amz-copy-source-If-None-Match",
        "- | - | TAG | PAST | x-amz-copy-source-If-None-Match",
        "- | - | OTHER | FUTURE | -",
        "- | - | - | PAST | -",
        "- | - | - | FUTURE | x-amz-copy-source-If-Modified-Since",
        "- | - | - | DATE | x-amz-copy-source-If-Modified-Since",
        "TAG | - | TAG | - | x-amz-copy-source-If-None-Match"
      })
  void onTheSource(
      String ifMatch, String ifUnmodified, String ifNoneMatch, String ifModified, String failed)
      throws IOException {
    for (String target : List.of("/bucket/copy", part)) {
      for (String range : target.equals(part) ? List.of("", "bytes=0-1") : List.of("")) {
        SignedRequest request = SignedRequest.of("PUT", target);
        request = request.with("x-amz-copy-source", "/bucket/k");
        request = range.isEmpty() ? request : request.with("x-amz-copy-source-range", range);
        request = with(request, "match", ifMatch);
        request = with(request, "unmodified-since", ifUnmodified);
        request = with(request, "none-match", ifNoneMatch);
        request = with(request, "modified-since", ifModified);
        Reply reply = proxy.send(request);
        assertEquals(failed == null ? 200 : 412, reply.status(), reply::text);
        assertEquals(failed == null ? "" : failed, reply.element("Condition"));
      }
    }
  }

  private static SignedRequest with(SignedRequest request, String name, @Nullable String value) {
    if (value == null) {
      return request;
    }
    return request.with(
        "x-amz-copy-source-if-" + name,
        value
            .replace("OTHER", "\"other-cq\"")
            .replace("WEAK", "W/" + etag)
            .replace("TAG", etag)
            .replace("BARE", etag.replace("\"", ""))
            .replace("DATE", modified)
            .replace("PAST", PAST)
            .replace("FUTURE", FUTURE));
  }

  @Test
  void aConditionOutranksARange() throws IOException {
    SignedRequest request =
        SignedRequest.of("PUT", part)
            .with("x-amz-copy-source", "/bucket/k")
            .with("x-amz-copy-source-range", "bytes=50-60");
    assertEquals("InvalidArgument", proxy.send(request).element("Code"));
    assertEquals(412, proxy.send(with(request, "match", "OTHER")).status());
  }

  @Test
  void onWhatIsReplaced() throws IOException {
    SignedRequest copy =
        SignedRequest.of("PUT", "/bucket/once").with("x-amz-copy-source", "/bucket/k");
    SignedRequest absent = copy.with("If-None-Match", "*");
    Reply first = proxy.send(absent);
    assertEquals(200, first.status());
    assertEquals(412, proxy.send(absent).status());
    SignedRequest swap = copy.with("If-Match", first.element("ETag"));
    assertEquals(200, proxy.send(swap).status());
    assertEquals(412, proxy.send(swap).status());
    assertEquals(412, proxy.send(copy.with("If-Match", "\"other\"")).status());
    assertEquals(501, proxy.send(copy.with("If-Unmodified-Since", PAST)).status());
  }
}
