package com.cipherquay.proxy.operation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.proxy.http.Reply;
import com.cipherquay.proxy.http.SignedRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** ListParts: what it shows of parts, and its pages. */
final class ListPartsTest {

  private static final String TARGET = "/bucket/dir/k";

  private LocalProxy proxy;
  private TestUpload upload;

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    proxy = LocalProxy.start(folder);
    upload = TestUpload.begin(proxy, TARGET, Map.of("x-amz-checksum-algorithm", "CRC32"));
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
  }

  private void put(int number, byte[] body) throws IOException {
    SignedRequest request = upload.partRequest(number);
    upload.put(number, body, request.with("x-amz-checksum-crc32", Digests.crc32(body)));
  }

  private void putSmall(int... numbers) throws IOException {
    for (int number : numbers) {
      put(number, ("part " + number).getBytes(UTF_8));
    }
  }

  @Test
  void aNewUploadHasNone() throws IOException {
    Reply reply = upload.list("");
    assertEquals(200, reply.status());
    assertTrue(reply.text().contains("<ListPartsResult xmlns="));
    assertEquals("bucket", reply.element("Bucket"));
    assertEquals("dir/k", reply.element("Key"));
    assertEquals(upload.id(), reply.element("UploadId"));
    assertEquals("0", reply.element("PartNumberMarker"));
    assertEquals("1000", reply.element("MaxParts"));
    assertEquals("false", reply.element("IsTruncated"));
    assertEquals("CRC32", reply.element("ChecksumAlgorithm"));
    assertEquals("COMPOSITE", reply.element("ChecksumType"));
    assertEquals("STANDARD", reply.element("StorageClass"));
    assertEquals(2, reply.elements("ID").size());
    assertEquals(List.of(), reply.elements("PartNumber"));
  }

  @Test
  void aPartIsShownAsItWasPut() throws IOException {
    byte[] large = TestUpload.bytes(TestUpload.MINIMUM + 1, 1);
    put(2, large);
    put(1, "small".getBytes(UTF_8));
    put(1, "smaller".getBytes(UTF_8));
    Reply reply = upload.list("");
    assertEquals(List.of("1", "2"), reply.elements("PartNumber"));
    assertEquals(List.of("7", "" + large.length), reply.elements("Size"));
    assertEquals(List.copyOf(upload.tags().values()), reply.elements("ETag"));
    assertEquals(
        List.of(Digests.crc32("smaller"), Digests.crc32(large)), reply.elements("ChecksumCRC32"));
    assertEquals(2, reply.elements("LastModified").size());
    // What is listed is what a client that has lost its own notes completes with.
    Map<Integer, String> listed = Map.of(1, reply.elements("ETag").get(0));
    assertEquals(200, upload.complete(TestUpload.document(listed)).status());
    assertEquals("smaller", proxy.send("GET", TARGET).text());
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "3", "4", "5", "1000"})
  void pageByPage(int size) throws IOException {
    putSmall(10_000, 1, 7, 2, 300);
    List<String> all = List.of("1", "2", "7", "300", "10000");
    int marker = 0;
    for (int at = 0; at < all.size(); at += size) {
      Reply page = upload.list("&max-parts=" + size + "&part-number-marker=" + marker);
      int end = Math.min(all.size(), at + size);
      assertEquals(all.subList(at, end), page.elements("PartNumber"));
      assertEquals("" + (end < all.size()), page.element("IsTruncated"));
      assertEquals(all.get(end - 1), page.element("NextPartNumberMarker"));
      assertEquals("" + marker, page.element("PartNumberMarker"));
      marker = Integer.parseInt(page.element("NextPartNumberMarker"));
    }
  }

  @Test
  void theBordersOfParameters() throws IOException {
    putSmall(1, 2);
    assertEquals(List.of(), upload.list("&max-parts=0").elements("PartNumber"));
    assertEquals("false", upload.list("&max-parts=0").element("IsTruncated"));
    assertEquals("1000", upload.list("&max-parts=1001").element("MaxParts"));
    assertEquals("1000", upload.list("&max-parts=").element("MaxParts"));
    assertEquals(List.of("2"), upload.list("&part-number-marker=1").elements("PartNumber"));
    assertEquals(List.of(), upload.list("&part-number-marker=2").elements("PartNumber"));
    assertEquals(List.of(), upload.list("&part-number-marker=20000").elements("PartNumber"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"max-parts=-1", "max-parts=x", "max-parts=1.5", "part-number-marker=-1"})
  void whatIsNoNumber(String parameter) throws IOException {
    Reply reply = upload.list("&" + parameter);
    assertEquals("400 InvalidArgument", reply.status() + " " + reply.element("Code"));
  }

  @ParameterizedTest
  @CsvSource({"dir/k, x", "dir/k, ''", "other, ID"})
  void anUploadThatIsNot(String key, String id) throws IOException {
    String target = "/bucket/" + key + "?uploadId=" + id.replace("ID", upload.id());
    for (String query : List.of("", "&max-parts=0")) {
      Reply reply = proxy.send("GET", target + query);
      assertEquals("404 NoSuchUpload", reply.status() + " " + reply.element("Code"));
    }
  }

  @Test
  void anUploadWithoutAChecksumShowsNone() throws IOException {
    upload = TestUpload.begin(proxy, TARGET);
    upload.put(
        1,
        "x".getBytes(UTF_8),
        upload.partRequest(1).with("x-amz-checksum-crc32", Digests.crc32("x")));
    Reply reply = upload.list("");
    assertEquals(List.of("1"), reply.elements("PartNumber"));
    assertEquals(List.of(), reply.elements("ChecksumAlgorithm"));
    assertEquals(List.of(), reply.elements("ChecksumCRC32"));
  }
}
