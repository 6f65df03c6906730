package com.cipherquay.proxy.operation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.cipherquay.proxy.http.Reply;
import com.cipherquay.proxy.http.SignedRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client claims where it completes: checksums, the length, and what is there before. */
final class CompletionClaimTest {

  private static final String TARGET = "/bucket/k";
  private static final byte[] FIRST = TestUpload.bytes(TestUpload.MINIMUM, 1);
  private static final byte[] LAST = "end".getBytes(UTF_8);

  private LocalProxy proxy;

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    proxy = LocalProxy.start(folder);
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
  }

  private static byte[] crc(byte[]... bodies) {
    CRC32 crc = new CRC32();
    for (byte[] body : bodies) {
      crc.update(body);
    }
    return ByteBuffer.allocate(4).putInt((int) crc.getValue()).array();
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static String composite() {
    return base64(crc(crc(FIRST), crc(LAST))) + "-2";
  }

  private static String full() {
    return base64(crc(FIRST, LAST));
  }

  private TestUpload upload(String type) throws IOException {
    TestUpload upload =
        TestUpload.begin(
            proxy,
            TARGET,
            Map.of("x-amz-checksum-algorithm", "CRC32", "x-amz-checksum-type", type));
    put(upload, 1, FIRST);
    put(upload, 2, LAST);
    return upload;
  }

  private static void put(TestUpload upload, int number, byte[] body) throws IOException {
    SignedRequest request = upload.partRequest(number);
    upload.put(number, body, request.with("x-amz-checksum-crc32", base64(crc(body))));
  }

  private static SignedRequest with(SignedRequest request, String name, String value) {
    String claimed =
        value.replace("COMPOSED", composite()).replace("FULL", full()).replace("RAW", raw());
    return value.isEmpty() ? request : request.with(name, claimed);
  }

  private static String raw() {
    return composite().substring(0, composite().length() - 2);
  }

  @ParameterizedTest
  @CsvSource({
    "COMPOSITE, '', ''",
    "COMPOSITE, COMPOSED, ''",
    "COMPOSITE, COMPOSED, COMPOSITE",
    "COMPOSITE, RAW, COMPOSITE",
    "COMPOSITE, '', COMPOSITE",
    "FULL_OBJECT, '', ''",
    "FULL_OBJECT, FULL, ''",
    "FULL_OBJECT, FULL, FULL_OBJECT",
    "FULL_OBJECT, '', FULL_OBJECT"
  })
  void theChecksumOfTheObject(String type, String claimed, String claimedType) throws IOException {
    TestUpload upload = upload(type);
    SignedRequest request = with(upload.completionRequest(), "x-amz-checksum-crc32", claimed);
    request = claimedType.isEmpty() ? request : request.with("x-amz-checksum-type", claimedType);
    Reply reply = proxy.send(request);
    assertEquals(200, reply.status(), reply::text);
    String expected = type.equals("COMPOSITE") ? composite() : full();
    assertEquals(expected, reply.element("ChecksumCRC32"));
    assertEquals(type, reply.element("ChecksumType"));
    for (String method : List.of("GET", "HEAD")) {
      Reply read =
          proxy.send(SignedRequest.of(method, TARGET).with("x-amz-checksum-mode", "ENABLED"));
      assertEquals(Optional.of(expected), read.header("x-amz-checksum-crc32"));
      assertEquals(Optional.of(type), read.header("x-amz-checksum-type"));
      assertEquals(
          Optional.empty(),
          proxy.send(SignedRequest.of(method, TARGET)).header("x-amz-checksum-crc32"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "COMPOSITE, AAAAAA==-2, '', BadDigest",
    "COMPOSITE, AAAAAA==-3, '', InvalidRequest",
    "COMPOSITE, AAAAAA==-, '', InvalidRequest",
    "COMPOSITE, FULL, '', BadDigest",
    "COMPOSITE, FULL, FULL_OBJECT, InvalidRequest",
    "COMPOSITE, '', FULL_OBJECT, InvalidRequest",
    "FULL_OBJECT, AAAAAA==, '', BadDigest",
    "FULL_OBJECT, COMPOSED, '', BadDigest",
    "FULL_OBJECT, COMPOSED, FULL_OBJECT, InvalidRequest",
    "FULL_OBJECT, COMPOSED, COMPOSITE, InvalidRequest",
    "FULL_OBJECT, '', COMPOSITE, InvalidRequest",
    "FULL_OBJECT, '', OTHER, InvalidRequest",
    "FULL_OBJECT, x, '', InvalidRequest"
  })
  void anotherChecksumIsRefused(String type, String claimed, String claimedType, String code)
      throws IOException {
    TestUpload upload = upload(type);
    SignedRequest request = with(upload.completionRequest(), "x-amz-checksum-crc32", claimed);
    request = claimedType.isEmpty() ? request : request.with("x-amz-checksum-type", claimedType);
    Reply reply = proxy.send(request);
    assertEquals("400 " + code, reply.status() + " " + reply.element("Code"), reply::text);
    assertEquals(404, proxy.send("HEAD", TARGET).status());
    assertEquals(200, upload.complete().status());
  }

  @Test
  void oneChecksumOfTheAlgorithmOfTheUpload() throws IOException {
    TestUpload upload = upload("COMPOSITE");
    SignedRequest request = upload.completionRequest();
    Reply other = proxy.send(request.with("x-amz-checksum-crc32c", full()));
    assertEquals("BadDigest", other.element("Code"));
    Reply two =
        proxy.send(
            request.with("x-amz-checksum-crc32", full()).with("x-amz-checksum-crc32c", full()));
    assertEquals("InvalidRequest", two.element("Code"));
  }

  @Test
  void theChecksumsOfTheParts() throws IOException {
    TestUpload upload = upload("COMPOSITE");
    String document = TestUpload.document(upload.tags());
    String first = "</ETag><ChecksumCRC32>" + base64(crc(FIRST)) + "</ChecksumCRC32></Part><Part>";
    String wrong = first.replace(base64(crc(FIRST)), base64(crc(LAST)));
    Reply refused = upload.complete(document.replace("</ETag></Part><Part>", wrong));
    assertEquals("InvalidPart", refused.element("Code"));
    Reply other =
        upload.complete(
            document.replace("</ETag></Part><Part>", first.replace("CRC32>", "CRC32C>")));
    assertEquals("InvalidPart", other.element("Code"));
    assertEquals(200, upload.complete(document.replace("</ETag></Part><Part>", first)).status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "5242882", "5242884", "-1", "x", "+5242883", "1e3"})
  void anotherLengthIsRefused(String length) throws IOException {
    TestUpload upload = upload("COMPOSITE");
    Reply reply = proxy.send(upload.completionRequest().with("x-amz-mp-object-size", length));
    assertEquals("400 InvalidRequest", reply.status() + " " + reply.element("Code"));
    SignedRequest right = upload.completionRequest().with("x-amz-mp-object-size", "5242883");
    assertEquals(200, proxy.send(right).status());
  }

  @Test
  void aCompletionMayDemandThatNothingIsThere() throws IOException {
    TestUpload first = upload("COMPOSITE");
    TestUpload second = upload("COMPOSITE");
    assertEquals(200, proxy.send(first.completionRequest().with("If-None-Match", "*")).status());
    Reply late = proxy.send(second.completionRequest().with("If-None-Match", "*"));
    assertEquals("412 PreconditionFailed", late.status() + " " + late.element("Code"));
    assertEquals(200, second.complete().status());
  }

  @Test
  void aCompletionMayDemandWhatIsThere() throws IOException {
    String before = proxy.send(SignedRequest.put(TARGET, "1")).header("etag").orElseThrow();
    TestUpload upload = upload("COMPOSITE");
    SignedRequest request = upload.completionRequest();
    assertEquals(412, proxy.send(request.with("If-Match", "\"other-cq\"")).status());
    assertEquals(412, proxy.send(request.with("If-Match", "W/" + before)).status());
    assertEquals("1", proxy.send("GET", TARGET).text());
    assertEquals(200, proxy.send(request.with("If-Match", before)).status());
  }
}
