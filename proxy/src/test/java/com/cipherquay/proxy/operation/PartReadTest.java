package com.cipherquay.proxy.operation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.cipherquay.proxy.http.Reply;
import com.cipherquay.proxy.http.SignedRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** GetObject and HeadObject with a part number: the parts as they were put, by their place. */
final class PartReadTest {

  private static final String TARGET = "/bucket/k";
  private static final int FIRST = TestUpload.MINIMUM;
  private static final int SECOND = TestUpload.MINIMUM + 3;
  private static final int SIZE = FIRST + SECOND + 1;

  private static LocalProxy proxy;
  private static byte[] body = new byte[0];
  private static String etag = "";

  @BeforeAll
  static void start(@TempDir Path folder) throws IOException {
    proxy = LocalProxy.start(folder);
    TestUpload upload = TestUpload.begin(proxy, TARGET);
    upload.put(2, TestUpload.bytes(FIRST, 1));
    upload.put(5, TestUpload.bytes(SECOND, 2));
    upload.put(9, TestUpload.bytes(1, 3));
    etag = upload.complete().element("ETag");
    body = upload.expected();
    TestUpload ending = TestUpload.begin(proxy, "/bucket/ending");
    ending.put(1, TestUpload.bytes(FIRST, 1));
    ending.put(2, new byte[0]);
    ending.complete();
    TestUpload empty = TestUpload.begin(proxy, "/bucket/empty");
    empty.put(1, new byte[0]);
    empty.complete();
  }

  @AfterAll
  static void stop() throws IOException {
    proxy.close();
  }

  @ParameterizedTest
  @CsvSource({"1, 0, 5242880", "2, 5242880, 10485763", "3, 10485763, 10485764"})
  void aPartIsARange(int number, int from, int to) throws IOException {
    Reply get = proxy.send("GET", TARGET + "?partNumber=" + number);
    assertEquals(206, get.status());
    assertArrayEquals(Arrays.copyOfRange(body, from, to), get.body());
    Reply head = proxy.send("HEAD", TARGET + "?partNumber=" + number);
    assertEquals(206, head.status());
    for (Reply reply : List.of(get, head)) {
      assertEquals(Optional.of("" + (to - from)), reply.header("content-length"));
      assertEquals(
          Optional.of("bytes " + from + "-" + (to - 1) + "/" + SIZE),
          reply.header("content-range"));
      assertEquals(Optional.of("3"), reply.header("x-amz-mp-parts-count"));
      assertEquals(Optional.of(etag), reply.header("etag"));
    }
  }

  @Test
  void theWholeObjectDoesNotSayHowItWasPut() throws IOException {
    for (String method : List.of("GET", "HEAD")) {
      Reply reply = proxy.send(method, TARGET);
      assertEquals(200, reply.status());
      assertEquals(Optional.empty(), reply.header("x-amz-mp-parts-count"));
    }
  }

  @ParameterizedTest
  @CsvSource({"k, 4", "k, 10000", "ending, 3", "empty, 2"})
  void aPartThatIsNot(String key, int number) throws IOException {
    String target = "/bucket/" + key + "?partNumber=" + number;
    Reply get = proxy.send("GET", target);
    assertEquals("416 InvalidPartNumber", get.status() + " " + get.element("Code"));
    assertEquals(416, proxy.send("HEAD", target).status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "10001", "-1", "x", ""})
  void whatIsNoPartNumber(String number) throws IOException {
    Reply reply = proxy.send("GET", TARGET + "?partNumber=" + number);
    assertEquals("400 InvalidArgument", reply.status() + " " + reply.element("Code"));
  }

  /** No form of Content-Range has an empty range (RFC 9110 section 14.4). */
  @Test
  void anEmptyPart() throws IOException {
    for (String method : List.of("GET", "HEAD")) {
      Reply last = proxy.send(method, "/bucket/ending?partNumber=2");
      assertEquals(206, last.status());
      assertEquals(Optional.of("0"), last.header("content-length"));
      assertEquals(Optional.of("2"), last.header("x-amz-mp-parts-count"));
      assertEquals(Optional.empty(), last.header("content-range"));
      Reply only = proxy.send(method, "/bucket/empty?partNumber=1");
      assertEquals(200, only.status());
      assertEquals(Optional.of("0"), only.header("content-length"));
      assertEquals(Optional.of("1"), only.header("x-amz-mp-parts-count"));
    }
  }

  @Test
  void conditionsComeFirst() throws IOException {
    for (int number : List.of(2, 4)) {
      for (String method : List.of("GET", "HEAD")) {
        SignedRequest request = SignedRequest.of(method, TARGET + "?partNumber=" + number);
        assertEquals(412, proxy.send(request.with("If-Match", "\"other\"")).status());
      }
    }
    SignedRequest part = SignedRequest.get(TARGET + "?partNumber=3");
    assertEquals(206, proxy.send(part.with("If-Match", etag)).status());
    assertEquals(304, proxy.send(part.with("If-None-Match", etag)).status());
  }

  @ParameterizedTest
  @CsvSource({"COMPOSITE", "FULL_OBJECT"})
  void aPartHasItsOwnChecksumIfTheObjectsIsMadeOfThem(String type) throws IOException {
    TestUpload upload =
        TestUpload.begin(
            proxy,
            "/bucket/sums",
            Map.of("x-amz-checksum-algorithm", "CRC32", "x-amz-checksum-type", type));
    byte[] part = TestUpload.bytes(FIRST, 1);
    for (int number : List.of(1, 2)) {
      SignedRequest request = upload.partRequest(number);
      upload.put(number, part, request.with("x-amz-checksum-crc32", Digests.crc32(part)));
    }
    upload.complete();
    for (String method : List.of("GET", "HEAD")) {
      SignedRequest request = SignedRequest.of(method, "/bucket/sums?partNumber=2");
      Reply reply = proxy.send(request.with("x-amz-checksum-mode", "ENABLED"));
      Optional<String> sum =
          Optional.of(Digests.crc32(part)).filter(it -> type.equals("COMPOSITE"));
      assertEquals(sum, reply.header("x-amz-checksum-crc32"));
      assertEquals(sum.map(it -> type), reply.header("x-amz-checksum-type"));
      assertEquals(Optional.empty(), proxy.send(request).header("x-amz-checksum-crc32"));
    }
  }

  @Test
  void aPartAndARangeAreTwoAnswers() throws IOException {
    SignedRequest both = SignedRequest.get(TARGET + "?partNumber=1").with("Range", "bytes=0-1");
    assertEquals("InvalidRequest", proxy.send(both).element("Code"));
  }
}
