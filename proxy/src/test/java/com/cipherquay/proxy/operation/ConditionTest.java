package com.cipherquay.proxy.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.cipherquay.proxy.http.Reply;
import com.cipherquay.proxy.http.RunningProxy;
import com.cipherquay.proxy.http.SignedRequest;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Conditional requests: the table of RFC 9110 section 13.2.2, and conditional writes. */
final class ConditionTest {

  private static final String PAST = "Thu, 01 Jan 2015 00:00:00 GMT";
  private static final String FUTURE = "Fri, 01 Jan 2100 00:00:00 GMT";

  private static RunningProxy proxy;
  private static String etag = "";
  private static String modified = "";

  @BeforeAll
  static void start() throws IOException {
    proxy = RunningProxy.start();
    proxy.send(SignedRequest.of("PUT", "/bucket"));
    proxy.send(SignedRequest.put("/bucket/k", "body"));
    Reply head = proxy.send(SignedRequest.of("HEAD", "/bucket/k"));
    etag = head.header("etag").orElseThrow();
    modified = head.header("last-modified").orElseThrow();
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
        // If-Match | If-Unmodified-Since | If-None-Match | If-Modified-Since | status
        "TAG | - | - | - | 200",
        "BARE | - | - | - | 200",
        "* | - | - | - | 200",
        "OTHER | - | - | - | 412",
        "WEAK | - | - | - | 412",
        "OTHER, TAG | - | - | - | 200",
        "- | DATE | - | - | 200",
        "- | FUTURE | - | - | 200",
        "- | PAST | - | - | 412",
        "- | yesterday | - | - | 200",
        "TAG | PAST | - | - | 200",
        "OTHER | FUTURE | - | - | 412",
        "- | - | TAG | - | 304",
        "- | - | WEAK | - | 304",
        "- | - | BARE | - | 304",
        "- | - | * | - | 304",
        "- | - | OTHER | - | 200",
        "- | - | OTHER, WEAK | - | 304",
        "- | - | - | DATE | 304",
        "- | - | - | FUTURE | 304",
        "- | - | - | PAST | 200",
        "- | - | - | soon | 200",
        "- | - | OTHER | FUTURE | 200",
        "- | - | TAG | PAST | 304",
        "OTHER | - | TAG | - | 412",
        "TAG | - | TAG | - | 304",
        "TAG | PAST | OTHER | FUTURE | 200",
        "- | PAST | TAG | - | 412"
      })
  void aReadIsConditional(
      String ifMatch, String ifUnmodified, String ifNoneMatch, String ifModified, int status)
      throws IOException {
    for (String method : List.of("GET", "HEAD")) {
      for (String range : List.of("", "bytes=1-2", "bytes=50-")) {
        SignedRequest request = SignedRequest.of(method, "/bucket/k");
        request = with(request, "If-Match", ifMatch);
        request = with(request, "If-Unmodified-Since", ifUnmodified);
        request = with(request, "If-None-Match", ifNoneMatch);
        request = with(request, "If-Modified-Since", ifModified);
        request = range.isEmpty() ? request : request.with("Range", range);
        int proceed = range.isEmpty() ? 200 : range.equals("bytes=1-2") ? 206 : 416;
        Reply reply = proxy.send(request);
        assertEquals(status == 200 ? proceed : status, reply.status(), method + " " + range);
        if (status == 304) {
          assertEquals(Optional.of(etag), reply.header("etag"));
          assertEquals(Optional.of(modified), reply.header("last-modified"));
        }
      }
    }
  }

  private static SignedRequest with(SignedRequest request, String name, @Nullable String value) {
    if (value == null) {
      return request;
    }
    return request.with(
        name,
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
  void aFailedConditionIsNamed() throws IOException {
    Reply reply = proxy.send(SignedRequest.get("/bucket/k").with("If-Match", "\"other\""));
    assertEquals("PreconditionFailed", reply.element("Code"));
    assertEquals("If-Match", reply.element("Condition"));
  }

  @Test
  void oldDatesAreRead() throws IOException {
    for (String date : List.of("Friday, 01-Jan-99 00:00:00 GMT", "Sun Nov  6 08:49:37 1994")) {
      SignedRequest request = SignedRequest.get("/bucket/k").with("If-Unmodified-Since", date);
      assertEquals(412, proxy.send(request).status(), date);
    }
  }

  @Test
  void aWriteMayDemandThatNothingIsThere() throws IOException {
    SignedRequest create = SignedRequest.put("/bucket/once", "1").with("If-None-Match", "*");
    assertEquals(200, proxy.send(create).status());
    Reply again = proxy.send(create);
    assertEquals(412, again.status());
    assertEquals("PreconditionFailed", again.element("Code"));
  }

  @Test
  void aWriteMayDemandWhatIsThere() throws IOException {
    String first = proxy.send(SignedRequest.put("/bucket/cas", "1")).header("etag").orElseThrow();
    SignedRequest swap = SignedRequest.put("/bucket/cas", "2").with("If-Match", first);
    assertEquals(200, proxy.send(swap).status());
    assertEquals(412, proxy.send(swap).status());
    SignedRequest foreign = SignedRequest.put("/bucket/cas", "3").with("If-Match", "\"abc\"");
    assertEquals(412, proxy.send(foreign).status());
    assertEquals("2", proxy.send(SignedRequest.get("/bucket/cas")).text());
  }

  @Test
  void aWeakTagNeverAllowsAWrite() throws IOException {
    String tag = proxy.send(SignedRequest.put("/bucket/weak", "1")).header("etag").orElseThrow();
    SignedRequest swap = SignedRequest.put("/bucket/weak", "2").with("If-Match", "W/" + tag);
    Reply reply = proxy.send(swap);
    assertEquals(412, reply.status());
    assertEquals("PreconditionFailed", reply.element("Code"));
    assertEquals("1", proxy.send(SignedRequest.get("/bucket/weak")).text());
  }

  @ParameterizedTest
  @CsvSource({
    "PUT, If-None-Match, '\"abc\"'",
    "PUT, If-Match, *",
    "PUT, If-Match, '\"a\",\"b\"'",
    "PUT, If-Modified-Since, 'Thu, 01 Jan 2015 00:00:00 GMT'",
    "PUT, If-Unmodified-Since, 'Thu, 01 Jan 2015 00:00:00 GMT'",
    "PUT, Content-Range, bytes 0-1/4",
    "DELETE, If-None-Match, *",
    "DELETE, If-Unmodified-Since, 'Thu, 01 Jan 2015 00:00:00 GMT'"
  })
  void aConditionThatIsNotUnderstoodIsNotForgotten(String method, String name, String value)
      throws IOException {
    proxy.send(SignedRequest.put("/bucket/kept", "kept"));
    Reply reply = proxy.send(SignedRequest.of(method, "/bucket/kept").with(name, value));
    assertEquals(501, reply.status());
    assertEquals("kept", proxy.send(SignedRequest.get("/bucket/kept")).text());
  }
}
