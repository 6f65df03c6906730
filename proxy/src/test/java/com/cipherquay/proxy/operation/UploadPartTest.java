package com.cipherquay.proxy.operation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.cipherquay.proxy.http.Connection;
import com.cipherquay.proxy.http.Reply;
import com.cipherquay.proxy.http.SignedRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** UploadPart: what it answers, what it verifies, what it refuses. */
final class UploadPartTest {

  private static final String TARGET = "/bucket/k";
  private static final byte[] HELLO = "hello".getBytes(UTF_8);

  private LocalProxy proxy;
  private TestUpload upload;

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    proxy = LocalProxy.start(folder);
    upload = TestUpload.begin(proxy, TARGET);
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
  }

  private void assertRefused(String outcome, SignedRequest request) throws IOException {
    Reply reply = proxy.send(request);
    assertEquals(outcome, reply.status() + " " + reply.element("Code"), reply::text);
    assertEquals(List.of(), upload.list("").elements("PartNumber"));
  }

  @Test
  void aPartHasATagOfItsOwn() throws IOException {
    Reply first = upload.put(1, HELLO, upload.partRequest(1));
    Reply second = upload.put(2, HELLO, upload.partRequest(2));
    assertEquals(Optional.of("aws:kms"), first.header("x-amz-server-side-encryption"));
    assertNotEquals(first.header("etag"), second.header("etag"));
    assertEquals(404, proxy.send("HEAD", TARGET).status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "10000", "0001"})
  void aPartNumberInBounds(String number) throws IOException {
    String target = TARGET + "?uploadId=" + upload.id() + "&partNumber=" + number;
    assertEquals(200, proxy.send(SignedRequest.put(target, "x")).status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "10001", "-1", "", "x", "1.0", "%2B1", "99999999999", "%D9%A1"})
  void aPartNumberOutOfBounds(String number) throws IOException {
    String target = TARGET + "?uploadId=" + upload.id() + "&partNumber=" + number;
    assertRefused("400 InvalidArgument", SignedRequest.put(target, "x"));
  }

  @Test
  void oneParameterWithoutTheOther() throws IOException {
    Reply number = proxy.send(SignedRequest.put(TARGET + "?partNumber=1", "x"));
    assertEquals("InvalidArgument", number.element("Code"));
    assertEquals("uploadId", number.element("ArgumentName"));
    Reply id = proxy.send(SignedRequest.put(TARGET + "?uploadId=" + upload.id(), "x"));
    assertEquals("InvalidArgument", id.element("Code"));
    assertEquals("partNumber", id.element("ArgumentName"));
    assertEquals(404, proxy.send("HEAD", TARGET).status());
  }

  @ParameterizedTest
  @CsvSource({
    "/bucket/k, x",
    "/bucket/k, ''",
    "/bucket/k, ../k",
    "/bucket/other, ID",
    "/two/k, ID"
  })
  void anUploadThatIsNot(String target, String id) throws IOException {
    proxy.send("PUT", "/two");
    String query = "?partNumber=1&uploadId=" + id.replace("ID", upload.id());
    for (int size : List.of(1, TestUpload.MINIMUM)) {
      assertRefused(
          "404 NoSuchUpload", SignedRequest.of("PUT", target + query).withBody(new byte[size]));
    }
  }

  @Test
  void onlyWhatIsVerifiedIsAPart() throws IOException {
    SignedRequest put = upload.partRequest(1).withBody(HELLO);
    assertRefused("400 BadDigest", put.with("Content-MD5", "1B2M2Y8AsgTpgAmY7PhCfg=="));
    assertRefused("400 InvalidDigest", put.with("Content-MD5", "x"));
    assertRefused("400 BadDigest", put.with("x-amz-checksum-crc32", "AAAAAA=="));
    byte[] large = TestUpload.bytes(TestUpload.MINIMUM, 1);
    assertRefused(
        "400 BadDigest",
        upload.partRequest(1).withBody(large).with("x-amz-checksum-crc32", "AAAAAA=="));
    Reply held = upload.put(1, HELLO, put.with("Content-MD5", "XUFAKrxLKna5cZ2REBfFkg=="));
    assertEquals(200, held.status());
  }

  @Test
  void aChecksumIsAnsweredWithoutAType() throws IOException {
    TestUpload checked =
        TestUpload.begin(proxy, "/bucket/c", Map.of("x-amz-checksum-algorithm", "CRC32"));
    Reply reply =
        checked.put(1, HELLO, checked.partRequest(1).with("x-amz-checksum-crc32", "NhCmhg=="));
    assertEquals(Optional.of("NhCmhg=="), reply.header("x-amz-checksum-crc32"));
    assertEquals(Optional.empty(), reply.header("x-amz-checksum-type"));
    Reply without = proxy.send(checked.partRequest(2).withBody(HELLO));
    assertEquals("400 InvalidRequest", without.status() + " " + without.element("Code"));
    Reply other =
        proxy.send(
            checked.partRequest(2).withBody(HELLO).with("x-amz-checksum-crc32c", "mnG7TA=="));
    assertEquals("400 InvalidRequest", other.status() + " " + other.element("Code"));
    assertEquals(List.of("1"), checked.list("").elements("PartNumber"));
  }

  @Test
  void aPartCanNotBeLargerThanS3Allows() throws IOException {
    for (long length : List.of((5L << 30) + 1, 5L << 30)) {
      try (Connection connection = proxy.proxy().connect()) {
        Reply reply = connection.announce(upload.partRequest(1), length);
        assertEquals("400 EntityTooLarge", reply.status() + " " + reply.element("Code"));
      }
    }
    // After part 10,000 there is no number for the trailer: it must be one that can be held.
    byte[] minimum = new byte[TestUpload.MINIMUM];
    assertRefused("400 EntityTooLarge", upload.partRequest(10_000).withBody(minimum));
    upload.put(10_000, new byte[TestUpload.MINIMUM - 1]);
  }

  @ParameterizedTest
  @CsvSource({
    "If-None-Match, *",
    "If-Match, '\"a\"'",
    "Content-Range, bytes 0-1/4",
    "x-amz-acl, private",
    "x-amz-meta-a, b",
    "x-amz-copy-source-range, bytes=0-1",
    "x-amz-server-side-encryption-customer-algorithm, AES256"
  })
  void whatAPartDoesNotHaveIsRefused(String name, String value) throws IOException {
    assertRefused("501 NotImplemented", upload.partRequest(1).withBody(HELLO).with(name, value));
  }

  @Test
  void anEndedUploadTakesNothing() throws IOException {
    upload.put(1, HELLO);
    assertEquals(200, upload.complete().status());
    for (int size : List.of(1, TestUpload.MINIMUM)) {
      Reply late = proxy.send(upload.partRequest(2).withBody(new byte[size]));
      assertEquals("404 NoSuchUpload", late.status() + " " + late.element("Code"));
    }
    assertEquals("hello", proxy.send("GET", TARGET).text());
  }
}
