package com.cipherquay.proxy.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;

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

/** Every form of a Range header, against GET and HEAD alike (RFC 9110 section 14). */
final class RangeTest {

  private static final String TEN = "0123456789";

  private static RunningProxy proxy;

  @BeforeAll
  static void start() throws IOException {
    proxy = RunningProxy.start();
    proxy.send(SignedRequest.of("PUT", "/bucket"));
    proxy.send(SignedRequest.put("/bucket/ten", TEN));
    proxy.send(SignedRequest.put("/bucket/empty", ""));
  }

  @AfterAll
  static void stop() throws IOException {
    proxy.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bytes=0-0 | 0 | 0",
        "bytes=0-9 | 0 | 9",
        "bytes=3-5 | 3 | 5",
        "bytes=9-9 | 9 | 9",
        "bytes=8-99 | 8 | 9",
        "bytes=4- | 4 | 9",
        "bytes=-3 | 7 | 9",
        "bytes=-10 | 0 | 9",
        "bytes=-11 | 0 | 9",
        "bytes=-99999999999999999999 | 0 | 9",
        "bytes=5-99999999999999999999 | 5 | 9",
        "BYTES=1-2 | 1 | 2"
      })
  void aRangeIsServed(String range, int first, int last) throws IOException {
    Reply get = proxy.send(SignedRequest.get("/bucket/ten").with("Range", range));
    assertEquals(206, get.status());
    assertEquals(TEN.substring(first, last + 1), get.text());
    Optional<String> contentRange = Optional.of("bytes " + first + "-" + last + "/10");
    assertEquals(contentRange, get.header("content-range"));
    Reply head = proxy.send(SignedRequest.of("HEAD", "/bucket/ten").with("Range", range));
    assertEquals(206, head.status());
    assertEquals(contentRange, head.header("content-range"));
    assertEquals(Optional.of("" + (last - first + 1)), head.header("content-length"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bytes=5-2",
        "bytes=-",
        "bytes=",
        "bytes=a-b",
        "bytes=1",
        "bytes=0-1,3-4",
        "bytes= 0-1",
        "bytes=0 -1",
        "bytes=+1-2",
        "bytes=--1",
        "items=0-1",
        "0-1"
      })
  void whatIsNoSingleRangeIsIgnored(String range) throws IOException {
    Reply get = proxy.send(SignedRequest.get("/bucket/ten").with("Range", range));
    assertEquals(200, get.status());
    assertEquals(TEN, get.text());
    assertEquals(Optional.empty(), get.header("content-range"));
  }

  @ParameterizedTest
  @CsvSource({
    "ten, bytes=10-, 10",
    "ten, bytes=10-11, 10",
    "ten, bytes=99999999999999999999-, 10",
    "ten, bytes=-0, 10",
    "empty, bytes=0-, 0",
    "empty, bytes=0-0, 0"
  })
  void aRangeOutsideIsRefused(String key, String range, String size) throws IOException {
    Reply get = proxy.send(SignedRequest.get("/bucket/" + key).with("Range", range));
    assertEquals(416, get.status());
    assertEquals("InvalidRange", get.element("Code"));
    assertEquals(size, get.element("ActualObjectSize"));
    assertEquals(Optional.of("bytes */" + size), get.header("content-range"));
    Reply head = proxy.send(SignedRequest.of("HEAD", "/bucket/" + key).with("Range", range));
    assertEquals(416, head.status());
    assertEquals(Optional.of("bytes */" + size), head.header("content-range"));
  }

  @Test
  void ifRangeGuardsAResumedDownload() throws IOException {
    String etag = proxy.send(SignedRequest.get("/bucket/ten")).header("etag").orElseThrow();
    String date =
        proxy.send(SignedRequest.get("/bucket/ten")).header("last-modified").orElseThrow();
    SignedRequest resumed = SignedRequest.get("/bucket/ten").with("Range", "bytes=5-");
    assertEquals("56789", proxy.send(resumed.with("If-Range", etag)).text());
    assertEquals("56789", proxy.send(resumed.with("If-Range", date)).text());
    for (String stale : List.of("\"other-cq\"", "W/" + etag, "Thu, 01 Jan 2015 00:00:00 GMT")) {
      Reply whole = proxy.send(resumed.with("If-Range", stale));
      assertEquals(200, whole.status(), stale);
      assertEquals(TEN, whole.text());
    }
    SignedRequest beyond = SignedRequest.get("/bucket/ten").with("Range", "bytes=50-");
    assertEquals(200, proxy.send(beyond.with("If-Range", "\"other-cq\"")).status());
    assertEquals(416, proxy.send(beyond.with("If-Range", etag)).status());
  }

  @Test
  void partOneOfAnObjectPutInOnePieceIsAllOfIt() throws IOException {
    Reply part = proxy.send(SignedRequest.get("/bucket/ten?partNumber=1"));
    assertEquals(206, part.status());
    assertEquals(TEN, part.text());
    assertEquals(Optional.of("bytes 0-9/10"), part.header("content-range"));
    assertEquals(Optional.empty(), part.header("x-amz-mp-parts-count"));
    Reply head = proxy.send(SignedRequest.of("HEAD", "/bucket/ten?partNumber=1"));
    assertEquals(206, head.status());
    assertEquals(200, proxy.send(SignedRequest.get("/bucket/empty?partNumber=1")).status());
    Reply second = proxy.send(SignedRequest.get("/bucket/ten?partNumber=2"));
    assertEquals(416, second.status());
    assertEquals("InvalidPartNumber", second.element("Code"));
    assertEquals(400, proxy.send(SignedRequest.get("/bucket/ten?partNumber=0")).status());
    SignedRequest both = SignedRequest.get("/bucket/ten?partNumber=1").with("Range", "bytes=0-1");
    assertEquals("InvalidRequest", proxy.send(both).element("Code"));
  }
}
