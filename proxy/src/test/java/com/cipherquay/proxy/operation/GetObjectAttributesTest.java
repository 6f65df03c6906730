package com.cipherquay.proxy.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.proxy.http.Reply;
import com.cipherquay.proxy.http.SignedRequest;
import com.cipherquay.store.StoreCall;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** GetObjectAttributes, of objects put in one piece and in parts, with checksums and without. */
final class GetObjectAttributesTest {

  private static final String ALL = "ETag,Checksum,ObjectParts,StorageClass,ObjectSize";
  private static final int MINIMUM = TestUpload.MINIMUM;

  private static LocalProxy proxy;
  private static String sumOfParts = "";
  private static byte[] first = new byte[0];

  @BeforeAll
  static void start(@TempDir Path folder) throws IOException {
    proxy = LocalProxy.start(folder);
    proxy.send(SignedRequest.put("/bucket/plain", "hello"));
    proxy.send(
        SignedRequest.put("/bucket/summed", "hello").with("x-amz-checksum-crc32", "NhCmhg=="));
    TestUpload plain = TestUpload.begin(proxy, "/bucket/parts");
    plain.put(1, new byte[MINIMUM]);
    plain.put(2, new byte[1]);
    plain.complete();
    first = TestUpload.bytes(MINIMUM, 1);
    sumOfParts = upload("/bucket/composite", "COMPOSITE").element("ChecksumCRC32");
    upload("/bucket/full", "FULL_OBJECT");
  }

  private static Reply upload(String target, String type) throws IOException {
    TestUpload upload =
        TestUpload.begin(
            proxy,
            target,
            Map.of("x-amz-checksum-algorithm", "CRC32", "x-amz-checksum-type", type));
    for (int number : List.of(3, 7, 8)) {
      byte[] body = number == 8 ? new byte[] {1} : first;
      SignedRequest part = upload.partRequest(number);
      upload.put(number, body, part.with("x-amz-checksum-crc32", Digests.crc32(body)));
    }
    return upload.complete();
  }

  @AfterAll
  static void stop() throws IOException {
    proxy.close();
  }

  private static SignedRequest request(String target, String attributes) {
    return SignedRequest.get(target + "?attributes").with("x-amz-object-attributes", attributes);
  }

  private static Reply get(String target, String attributes) throws IOException {
    Reply reply = proxy.send(request(target, attributes));
    assertEquals(200, reply.status(), reply::text);
    return reply;
  }

  @Test
  void allOfAnObjectInOnePiece() throws IOException {
    Reply head = proxy.send("HEAD", "/bucket/summed");
    Reply reply = get("/bucket/summed", ALL);
    assertTrue(reply.text().contains("<GetObjectAttributesResponse xmlns="), reply::text);
    assertEquals(head.header("etag"), Optional.of('"' + reply.element("ETag") + '"'));
    assertEquals(head.header("last-modified"), reply.header("last-modified"));
    assertEquals("NhCmhg==", reply.element("ChecksumCRC32"));
    assertEquals("FULL_OBJECT", reply.element("ChecksumType"));
    assertEquals("STANDARD", reply.element("StorageClass"));
    assertEquals("5", reply.element("ObjectSize"));
    assertFalse(reply.text().contains("ObjectParts"), reply::text);
  }

  @ParameterizedTest
  @CsvSource({
    "ETag, ETag",
    "Checksum, Checksum",
    "StorageClass, StorageClass",
    "' ObjectSize ', ObjectSize",
    "'ETag,,', ETag"
  })
  void onlyWhatWasAskedFor(String asked, String element) throws IOException {
    String text = get("/bucket/summed", asked).text();
    for (String each : ALL.split(",", -1)) {
      assertEquals(each.equals(element), text.contains("<" + each + ">"), text);
    }
  }

  @Test
  void anObjectWithoutChecksumHasNone() throws IOException {
    assertFalse(get("/bucket/plain", ALL).text().contains("Checksum"));
    Reply parts = get("/bucket/parts", ALL);
    assertEquals("2", parts.element("PartsCount"));
    assertEquals(List.of(), parts.elements("PartNumber"));
    assertFalse(parts.text().contains("MaxParts"), parts::text);
  }

  @Test
  void theChecksumOfPartsHasNoNumberHere() throws IOException {
    assertTrue(sumOfParts.endsWith("-3"), sumOfParts);
    Reply reply = get("/bucket/composite", "Checksum");
    assertEquals(sumOfParts, reply.element("ChecksumCRC32") + "-3");
    assertEquals("COMPOSITE", reply.element("ChecksumType"));
  }

  @ParameterizedTest
  @CsvSource({"composite", "full"})
  void partsByTheirPlace(String key) throws IOException {
    Reply reply = get("/bucket/" + key, "ObjectParts");
    assertEquals("3", reply.element("PartsCount"));
    assertEquals(List.of("1", "2", "3"), reply.elements("PartNumber"));
    String size = Integer.toString(MINIMUM);
    assertEquals(List.of(size, size, "1"), reply.elements("Size"));
    String sum = Digests.crc32(first);
    assertEquals(List.of(sum, sum, Digests.crc32(new byte[] {1})), reply.elements("ChecksumCRC32"));
    assertEquals("false", reply.element("IsTruncated"));
    assertEquals("1000", reply.element("MaxParts"));
    assertEquals("0", reply.element("PartNumberMarker"));
    assertEquals("3", reply.element("NextPartNumberMarker"));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, '1', true, 1",
    "1, 1, '2', true, 2",
    "2, 1, '3', false, 3",
    "1, 2, '2 3', false, 3",
    "1, 5000, '2 3', false, 3",
    "0, 0, '', false, 0",
    "3, 1, '', false, 0",
    "9, 1, '', false, 0",
    "2147483647, 1000, '', false, 0"
  })
  void pagesOfParts(int marker, int max, String numbers, boolean truncated, int next)
      throws IOException {
    Reply reply =
        proxy.send(
            request("/bucket/composite", "ObjectParts")
                .with("x-amz-part-number-marker", "" + marker)
                .with("x-amz-max-parts", "" + max));
    assertEquals(numbers, String.join(" ", reply.elements("PartNumber")));
    assertEquals(Boolean.toString(truncated), reply.element("IsTruncated"));
    assertEquals("" + marker, reply.element("PartNumberMarker"));
    assertEquals("" + Math.min(max, 1000), reply.element("MaxParts"));
    assertEquals("" + next, reply.element("NextPartNumberMarker"));
    assertEquals("3", reply.element("PartsCount"));
  }

  @Test
  void conditionsAreThoseOfARead() throws IOException {
    String etag = proxy.send("HEAD", "/bucket/plain").header("etag").orElseThrow();
    SignedRequest request = request("/bucket/plain", ALL);
    assertEquals(200, proxy.send(request.with("If-Match", etag)).status());
    assertEquals(412, proxy.send(request.with("If-Match", "\"other\"")).status());
    assertEquals(304, proxy.send(request.with("If-None-Match", etag)).status());
  }

  @ParameterizedTest
  @CsvSource({
    "'', 400 InvalidRequest",
    "'  , ', 400 InvalidRequest",
    "etag, 400 InvalidArgument",
    "'ETag,Owner', 400 InvalidArgument"
  })
  void whatIsNoAttribute(String attributes, String outcome) throws IOException {
    Reply reply = proxy.send(request("/bucket/plain", attributes));
    assertEquals(outcome, reply.status() + " " + reply.element("Code"));
  }

  @ParameterizedTest
  @CsvSource({
    "x-amz-max-parts, -1, 400 InvalidArgument",
    "x-amz-max-parts, x, 400 InvalidArgument",
    "x-amz-part-number-marker, 1.5, 400 InvalidArgument",
    "x-amz-server-side-encryption-customer-algorithm, AES256, 501 NotImplemented"
  })
  void whatIsRefused(String name, String value, String outcome) throws IOException {
    Reply reply = proxy.send(request("/bucket/plain", ALL).with(name, value));
    assertEquals(outcome, reply.status() + " " + reply.element("Code"));
  }

  @Test
  void ofNothing() throws IOException {
    assertEquals("NoSuchKey", proxy.send(request("/bucket/none", ALL)).element("Code"));
    assertEquals("NoSuchBucket", proxy.send(request("/none/k", ALL)).element("Code"));
    SignedRequest version =
        SignedRequest.get("/bucket/plain?attributes&versionId=x")
            .with("x-amz-object-attributes", ALL);
    assertEquals("InvalidArgument", proxy.send(version).element("Code"));
  }

  @Test
  void onlyAChecksumInATrailerCostsASecondCall() throws IOException {
    proxy.send(SignedRequest.of("PUT", "/bucket/large").withBody(TestUpload.bytes(100_000, 4)));
    proxy.proxy().calls().reset();
    get("/bucket/large", "ETag,ObjectSize,ObjectParts,StorageClass");
    assertEquals(Map.of(StoreCall.HEAD, 1L), proxy.proxy().calls().byCall());
    get("/bucket/large", "Checksum");
    assertTrue(proxy.proxy().calls().total() <= 3);
  }
}
