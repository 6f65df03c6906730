package com.cipherquay.proxy.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.cipherquay.proxy.http.Connection;
import com.cipherquay.proxy.http.Reply;
import com.cipherquay.proxy.http.RunningProxy;
import com.cipherquay.proxy.http.SignedRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What PutObject keeps, what it answers, and what it refuses. */
final class UploadTest {

  private static final String TARGET = "/bucket/k";

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
  void theStandardHeadersComeBack() throws IOException {
    SignedRequest put = SignedRequest.put(TARGET, "x");
    Map<String, String> sent =
        Map.of(
            "Content-Type", "text/plain; charset=utf-8",
            "Cache-Control", "no-cache, max-age=3",
            "Content-Disposition", "attachment; filename=\"a b\"",
            "Content-Encoding", "gzip",
            "Content-Language", "de, en",
            "Expires", "not even a date",
            "x-amz-website-redirect-location", "/elsewhere");
    for (Map.Entry<String, String> header : sent.entrySet()) {
      put = put.with(header.getKey(), header.getValue());
    }
    assertEquals(200, proxy.send(put).status());
    for (String method : List.of("GET", "HEAD")) {
      Reply reply = proxy.send(SignedRequest.of(method, TARGET));
      sent.forEach((name, value) -> assertEquals(Optional.of(value), reply.header(name)));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain; charset=utf-8",
        "text/plain; charset=UTF-8",
        "TEXT/plain;Charset=Utf-8",
        "application/json",
        "Application/JSON"
      })
  void aTypeKeepsItsSpelling(String type) throws IOException {
    assertEquals(
        200, proxy.send(SignedRequest.put(TARGET, "x").with("Content-Type", type)).status());
    assertEquals(Optional.of(type), proxy.send(SignedRequest.get(TARGET)).header("content-type"));
  }

  @ParameterizedTest
  @CsvSource({
    "aws-chunked, ''",
    "'aws-chunked,gzip', gzip",
    "'gzip, AWS-Chunked', gzip",
    "'br,gzip', 'br,gzip'"
  })
  void theFramingIsNoEncodingOfTheObject(String sent, String stored) throws IOException {
    proxy.send(SignedRequest.put(TARGET, "x").with("Content-Encoding", sent));
    Reply get = proxy.send(SignedRequest.get(TARGET));
    assertEquals(stored, get.header("content-encoding").orElse(""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain",
        "with  inner   spaces",
        "=?UTF-8?B?w6nDqQ==?=",
        "\u00c3\u00a9 raw UTF-8",
        "\u00e9 raw Latin-1",
        "\u0080\u009f\u00ff",
        "\"quoted, with comma\""
      })
  void userMetadataKeepsItsBytes(String value) throws IOException {
    SignedRequest put = SignedRequest.put(TARGET, "x").with("X-Amz-Meta-Some-Name", value);
    assertEquals(200, proxy.send(put).status());
    Reply get = proxy.send(SignedRequest.get(TARGET));
    assertEquals(Optional.of(value), get.header("x-amz-meta-some-name"));
  }

  @Test
  void repeatedMetadataIsOneList() throws IOException {
    proxy.send(SignedRequest.put(TARGET, "x").with("x-amz-meta-a", "1").with("x-amz-meta-a", "2"));
    Reply get = proxy.send(SignedRequest.get(TARGET));
    assertEquals(Optional.of("1,2"), get.header("x-amz-meta-a"));
  }

  @Test
  void tooMuchMetadataIsRefused() throws IOException {
    Reply refused =
        proxy.send(SignedRequest.put(TARGET, "x").with("x-amz-meta-a", "v".repeat(2048)));
    assertEquals(400, refused.status());
    assertEquals("MetadataTooLarge", refused.element("Code"));
    assertEquals("2049", refused.element("Size"));
    Reply sealed =
        proxy.send(SignedRequest.put(TARGET, "x").with("x-amz-meta-a", "v".repeat(2047)));
    assertEquals("MetadataTooLarge", sealed.element("Code"));
    assertEquals(404, proxy.send(SignedRequest.get(TARGET)).status());
    SignedRequest enough = SignedRequest.put(TARGET, "x").with("x-amz-meta-a", "v".repeat(1000));
    assertEquals(200, proxy.send(enough).status());
  }

  @Test
  void aChecksumIsVerifiedKeptAndShownOnRequest() throws IOException {
    SignedRequest put = SignedRequest.put(TARGET, "hello");
    Reply wrong = proxy.send(put.with("x-amz-checksum-crc32", "AAAAAA=="));
    assertEquals(400, wrong.status());
    assertEquals(404, proxy.send(SignedRequest.get(TARGET)).status());
    Optional<String> crc = Optional.of("NhCmhg==");
    assertEquals(
        crc,
        proxy.send(put.with("x-amz-checksum-crc32", crc.get())).header("x-amz-checksum-crc32"));
    SignedRequest get = SignedRequest.get(TARGET);
    assertEquals(Optional.empty(), proxy.send(get).header("x-amz-checksum-crc32"));
    SignedRequest enabled = get.with("x-amz-checksum-mode", "ENABLED");
    Reply shown = proxy.send(enabled);
    assertEquals(crc, shown.header("x-amz-checksum-crc32"));
    assertEquals(Optional.of("FULL_OBJECT"), shown.header("x-amz-checksum-type"));
    Reply part = proxy.send(enabled.with("Range", "bytes=0-1"));
    assertEquals(Optional.empty(), part.header("x-amz-checksum-crc32"));
  }

  @Test
  void aDigestThatIsWrongLeavesNothing() throws IOException {
    SignedRequest put = SignedRequest.put(TARGET, "hello");
    Reply wrong = proxy.send(put.with("Content-MD5", "1B2M2Y8AsgTpgAmY7PhCfg=="));
    assertEquals("BadDigest", wrong.element("Code"));
    assertEquals("InvalidDigest", proxy.send(put.with("Content-MD5", "x")).element("Code"));
    assertEquals(404, proxy.send(SignedRequest.get(TARGET)).status());
    assertEquals(200, proxy.send(put.with("Content-MD5", "XUFAKrxLKna5cZ2REBfFkg==")).status());
  }

  @Test
  void anObjectCanNotBeLargerThanS3Allows() throws IOException {
    try (Connection connection = proxy.connect()) {
      Reply reply = connection.announce(SignedRequest.of("PUT", TARGET), (5L << 30) + 1);
      assertEquals("EntityTooLarge", reply.element("Code"));
      assertEquals("5368709121", reply.element("ProposedSize"));
    }
  }

  @Test
  void aWriteIntoNoBucketIsRefused() throws IOException {
    Reply reply = proxy.send(SignedRequest.put("/nothing/k", "x"));
    assertEquals(404, reply.status());
    assertEquals("NoSuchBucket", reply.element("Code"));
  }

  @Test
  void aSignedRequestDecidesHowItsAnswerIsDescribed() throws IOException {
    proxy.send(SignedRequest.put(TARGET, "x").with("Content-Type", "text/plain"));
    String query =
        "?response-content-type=text%2Fhtml&response-cache-control=no-store"
            + "&response-content-disposition=attachment%3B%20filename%3D%22%C3%A9%22"
            + "&response-content-encoding=br&response-content-language=fr&response-expires=0";
    for (String method : List.of("GET", "HEAD")) {
      Reply reply = proxy.send(SignedRequest.of(method, TARGET + query));
      assertEquals(Optional.of("text/html"), reply.header("content-type"));
      assertEquals(Optional.of("no-store"), reply.header("cache-control"));
      assertEquals(Optional.of("br"), reply.header("content-encoding"));
      assertEquals(Optional.of("fr"), reply.header("content-language"));
      assertEquals(Optional.of("0"), reply.header("expires"));
      assertEquals(
          Optional.of("attachment; filename=\"\u00c3\u00a9\""),
          reply.header("content-disposition"));
    }
    Reply split =
        proxy.send(SignedRequest.get(TARGET + "?response-content-type=a%0d%0aX-Evil:%201"));
    assertEquals("InvalidArgument", split.element("Code"));
    assertEquals(Optional.empty(), split.header("x-evil"));
  }

  /** Presigners put there the checksum of a body that they did not have; nobody verified it. */
  @Test
  void aChecksumInTheQueryIsNotKept() throws IOException {
    String unverified = "?x-amz-checksum-crc32=AAAAAA%3D%3D";
    assertEquals(200, proxy.send(SignedRequest.put("/bucket/k" + unverified, "body")).status());
    Reply reply = proxy.send(SignedRequest.get("/bucket/k").with("x-amz-checksum-mode", "ENABLED"));
    assertEquals("body", reply.text());
    assertEquals(Optional.empty(), reply.header("x-amz-checksum-crc32"));
  }
}
