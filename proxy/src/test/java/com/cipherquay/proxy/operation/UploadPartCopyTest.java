package com.cipherquay.proxy.operation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.proxy.http.Reply;
import com.cipherquay.proxy.http.SignedRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
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

/** UploadPartCopy: parts made of ranges of other objects. */
final class UploadPartCopyTest {

  private static final String TARGET = "/bucket/dst";
  private static final int SIZE = TestUpload.MINIMUM + 100_000;
  private static final byte[] SOURCE = TestUpload.bytes(SIZE, 7);

  private LocalProxy proxy;
  private TestUpload upload;

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    proxy = LocalProxy.start(folder);
    proxy.send(SignedRequest.of("PUT", "/bucket/src").withBody(SOURCE));
    upload = TestUpload.begin(proxy, TARGET);
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
  }

  private SignedRequest copy(int number, String range) {
    SignedRequest request = upload.partRequest(number).with("x-amz-copy-source", "/bucket/src");
    return range.isEmpty() ? request : request.with("x-amz-copy-source-range", range);
  }

  private Reply put(int number, String range) throws IOException {
    Reply reply = proxy.send(copy(number, range));
    assertEquals(200, reply.status(), reply::text);
    upload.tags().put(number, reply.element("ETag"));
    return reply;
  }

  private void assertRefused(String outcome, SignedRequest request) throws IOException {
    Reply reply = proxy.send(request);
    assertEquals(outcome, reply.status() + " " + reply.element("Code"), reply::text);
    assertEquals(List.of(), upload.list("").elements("PartNumber"));
  }

  @Test
  void rangesOfAnObjectMakeAnother() throws IOException {
    Reply reply = put(1, "bytes=7-" + (SIZE - 2));
    assertTrue(reply.text().contains("<CopyPartResult xmlns="));
    assertEquals(Optional.of("aws:kms"), reply.header("x-amz-server-side-encryption"));
    assertTrue(Instant.parse(reply.element("LastModified")).isBefore(Instant.MAX));
    put(2, "");
    put(3, "bytes=65519-65520");
    put(4, "bytes=0-0");
    upload.tags().remove(3);
    assertEquals(200, upload.complete().status());
    byte[] expected = Arrays.copyOf(Arrays.copyOfRange(SOURCE, 7, SIZE - 1), 2 * SIZE - 7);
    System.arraycopy(SOURCE, 0, expected, SIZE - 8, SIZE);
    expected[expected.length - 1] = SOURCE[0];
    assertArrayEquals(expected, proxy.send("GET", TARGET).body());
  }

  @Test
  void anObjectMayBeASourceOfItself() throws IOException {
    upload = TestUpload.begin(proxy, "/bucket/src");
    put(1, "bytes=0-" + (TestUpload.MINIMUM - 1));
    put(2, "bytes=0-9");
    assertEquals(200, upload.complete().status());
    byte[] expected = Arrays.copyOf(SOURCE, TestUpload.MINIMUM + 10);
    System.arraycopy(SOURCE, 0, expected, TestUpload.MINIMUM, 10);
    assertArrayEquals(expected, proxy.send("GET", "/bucket/src").body());
  }

  @Test
  void anEmptySourceIsAnEmptyPart() throws IOException {
    proxy.send(SignedRequest.put("/bucket/empty", ""));
    Reply reply = proxy.send(upload.partRequest(1).with("x-amz-copy-source", "bucket/empty"));
    upload.tags().put(1, reply.element("ETag"));
    assertEquals(200, upload.complete().status());
    assertEquals(Optional.of("0"), proxy.send("HEAD", TARGET).header("content-length"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"CRC32", "CRC32C", "CRC64NVME", "SHA1", "SHA256"})
  void thePartHasTheChecksumOfItsUpload(String algorithm) throws IOException {
    upload = TestUpload.begin(proxy, TARGET, Map.of("x-amz-checksum-algorithm", algorithm));
    Reply copied = put(1, "bytes=0-9");
    String checksum = copied.element("Checksum" + algorithm);
    assertEquals(200, upload.complete().status());
    // What the client would have had to send: the proxy takes it for these bytes and no others.
    SignedRequest put = SignedRequest.of("PUT", "/bucket/same").withBody(Arrays.copyOf(SOURCE, 10));
    Reply verified = proxy.send(put.with("x-amz-checksum-" + algorithm, checksum));
    assertEquals(200, verified.status(), verified::text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0-9",
        "bytes=0",
        "bytes=0-",
        "bytes=-5",
        "bytes=5-4",
        "bytes=a-b",
        "bytes=0-9,20-29",
        "bytes 0-9",
        "bytes=0-9/10",
        "Bytes=0-9",
        "bytes=+0-9",
        "hello",
        "bytes= 0-9"
      })
  void whatIsNoRange(String range) throws IOException {
    assertRefused("400 InvalidArgument", copy(1, range));
  }

  @Test
  void aRangeIsNotCutAtTheEnd() throws IOException {
    assertRefused("400 InvalidArgument", copy(1, "bytes=0-" + SIZE));
    assertRefused("400 InvalidArgument", copy(1, "bytes=" + SIZE + "-" + SIZE));
    assertRefused("400 InvalidArgument", copy(1, "bytes=0-99999999999999999999"));
    Reply reply = proxy.send(copy(1, "bytes=10-" + SIZE));
    assertEquals(
        "Range specified is not valid for source object of size: " + SIZE,
        reply.element("Message"));
    put(1, "bytes=" + (SIZE - 1) + "-" + (SIZE - 1));
  }

  @ParameterizedTest
  @CsvSource({
    "/bucket/nothing, 404 NoSuchKey",
    "/nothing/src, 404 NoSuchBucket",
    "/bucket, 400 InvalidArgument",
    "/bucket/src?versionId=x, 400 InvalidArgument"
  })
  void aSourceThatIsNot(String source, String outcome) throws IOException {
    assertRefused(outcome, upload.partRequest(1).with("x-amz-copy-source", source));
  }

  @Test
  void anUploadThatIsNot() throws IOException {
    SignedRequest request =
        SignedRequest.of("PUT", TARGET + "?partNumber=1&uploadId=x")
            .with("x-amz-copy-source", "/bucket/src");
    assertRefused("404 NoSuchUpload", request);
    SignedRequest number =
        SignedRequest.of("PUT", TARGET + "?partNumber=10001&uploadId=" + upload.id())
            .with("x-amz-copy-source", "/bucket/src");
    assertRefused("400 InvalidArgument", number);
    SignedRequest without =
        SignedRequest.of("PUT", TARGET + "?partNumber=1").with("x-amz-copy-source", "/bucket/src");
    assertRefused("400 InvalidArgument", without);
  }

  @Test
  void aCopyHasNoBodyAndNoMetadata() throws IOException {
    assertRefused("400 UnexpectedContent", copy(1, "").withBody(new byte[] {1}));
    assertRefused("501 NotImplemented", copy(1, "").with("x-amz-metadata-directive", "COPY"));
    assertRefused("501 NotImplemented", copy(1, "").with("x-amz-meta-a", "b"));
    assertRefused("501 NotImplemented", copy(1, "").with("If-None-Match", "*"));
  }
}
