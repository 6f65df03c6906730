package com.cipherquay.proxy.operation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.proxy.http.Reply;
import com.cipherquay.proxy.http.SignedRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** CopyObject: what it copies, from where, and what becomes of the metadata. */
final class CopyObjectTest {

  private LocalProxy proxy;

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    proxy = LocalProxy.start(folder);
    proxy.send("PUT", "/other");
    proxy.send(
        SignedRequest.put("/bucket/src", "hello")
            .with("Content-Type", "text/plain")
            .with("x-amz-meta-color", "blue")
            .with("x-amz-website-redirect-location", "/elsewhere")
            .with("x-amz-checksum-crc32", "NhCmhg=="));
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
  }

  private static SignedRequest copy(String source, String target) {
    return SignedRequest.of("PUT", target).with("x-amz-copy-source", source);
  }

  private void assertRefused(String outcome, SignedRequest request) throws IOException {
    Reply reply = proxy.send(request);
    assertEquals(outcome, reply.status() + " " + reply.element("Code"), reply::text);
    assertEquals(404, proxy.send("HEAD", "/bucket/dst").status());
    assertEquals("hello", proxy.send("GET", "/bucket/src").text());
  }

  @Test
  void aCopyHasEverythingOfItsSource() throws IOException {
    Reply reply = proxy.send(copy("/bucket/src", "/bucket/dst"));
    assertEquals(200, reply.status(), reply::text);
    assertTrue(reply.text().contains("<CopyObjectResult xmlns="));
    assertEquals(Optional.of("aws:kms"), reply.header("x-amz-server-side-encryption"));
    assertEquals("NhCmhg==", reply.element("ChecksumCRC32"));
    assertEquals("FULL_OBJECT", reply.element("ChecksumType"));
    Instant modified = Instant.parse(reply.element("LastModified"));
    assertTrue(Duration.between(modified, Instant.now()).abs().compareTo(Duration.ofHours(1)) < 0);
    Reply get = proxy.send(SignedRequest.get("/bucket/dst").with("x-amz-checksum-mode", "ENABLED"));
    assertEquals("hello", get.text());
    assertEquals(Optional.of(reply.element("ETag")), get.header("etag"));
    assertEquals(Optional.of("text/plain"), get.header("content-type"));
    assertEquals(Optional.of("blue"), get.header("x-amz-meta-color"));
    assertEquals(Optional.of("NhCmhg=="), get.header("x-amz-checksum-crc32"));
    // Never copied (AWS, CopyObject, x-amz-website-redirect-location).
    assertEquals(Optional.empty(), get.header("x-amz-website-redirect-location"));
    assertEquals(List.of("5", "5"), proxy.send("GET", "/bucket").elements("Size"));
  }

  @Test
  void aCopyIsThreeCallsToTheStoreAndNoBody() throws IOException {
    proxy.proxy().calls().reset();
    assertEquals(200, proxy.send(copy("/bucket/src", "/other/dst")).status());
    assertEquals(3, proxy.proxy().calls().total()); // a look, the note and the copy
  }

  @ParameterizedTest
  @CsvSource({
    "bucket/src, 200",
    "/bucket/src, 200",
    "bucket%2Fsrc, 200",
    "%2Fbucket%2Fsrc, 200",
    "bucket/%73rc, 200",
    "/bucket/src?versionId=, 400",
    "/bucket/src?versionId=x, 400",
    "/bucket/src?versionId=null, 200",
    "/bucket/src?versionId=null&other=x, 400",
    "/bucket/src?other=x, 400",
    "/bucket/src?, 400",
    "/bucket/src%3FversionId=x, 404",
    "/bucket/src%2573rc, 404",
    "/bucket/src%252F, 404",
    "/bucket/%2573rc, 404",
    "/bucket/nothing, 404",
    "/nothing/src, 404",
    "/bucket, 400",
    "/bucket/, 400",
    "bucket, 400",
    "//bucket/src, 400",
    "/, 400",
    "/bucket/sr%, 400",
    "/bucket/sr%zz, 400",
    "/bucket/%ff, 400",
    "/b/src, 400"
  })
  void theSourceIsDecodedOnce(String source, int status) throws IOException {
    Reply reply = proxy.send(copy(source, "/other/dst"));
    assertEquals(status, reply.status(), reply::text);
    assertEquals(status == 200 ? 200 : 404, proxy.send("HEAD", "/other/dst").status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a%2Bb", "a%20b", "%25", "a%252Fb", "%C3%A9", "a%3Fb", "a/../b", "/x", "%01"})
  void namesAreNeverGuessed(String key) throws IOException {
    proxy.send(SignedRequest.put("/bucket/" + key, "named"));
    Reply reply = proxy.send(copy("/bucket/" + key, "/other/" + key));
    assertEquals(200, reply.status(), reply::text);
    assertEquals("named", proxy.send("GET", "/other/" + key).text());
  }

  @Test
  void aPlusSignInTheSourceIsASpace() throws IOException {
    proxy.send(SignedRequest.put("/bucket/a%20b", "with a space"));
    proxy.send(SignedRequest.put("/bucket/a%2Bb", "with a plus sign"));
    assertEquals(200, proxy.send(copy("bucket/a+b", "/other/dst")).status());
    assertEquals("with a space", proxy.send("GET", "/other/dst").text());
  }

  @Test
  void aSourceThatIsNotEncodedIsUtf8() throws IOException {
    proxy.send(SignedRequest.put("/bucket/%C3%A9", "named"));
    assertEquals(200, proxy.send(copy("/bucket/\u00c3\u00a9", "/other/k")).status());
    assertEquals(400, proxy.send(copy("/bucket/\u00e9", "/other/k")).status());
  }

  @Test
  void withCopyTheRequestsMetadataIsIgnored() throws IOException {
    SignedRequest request =
        copy("/bucket/src", "/bucket/dst")
            .with("x-amz-metadata-directive", "COPY")
            .with("Content-Type", "text/html")
            .with("x-amz-meta-color", "red")
            .with("x-amz-website-redirect-location", "/new");
    assertEquals(200, proxy.send(request).status());
    Reply head = proxy.send("HEAD", "/bucket/dst");
    assertEquals(Optional.of("text/plain"), head.header("content-type"));
    assertEquals(Optional.of("blue"), head.header("x-amz-meta-color"));
    assertEquals(Optional.of("/new"), head.header("x-amz-website-redirect-location"));
  }

  @Test
  void withReplaceNothingOfTheSourcesStays() throws IOException {
    SignedRequest request =
        copy("/bucket/src", "/bucket/dst")
            .with("x-amz-metadata-directive", "REPLACE")
            .with("Cache-Control", "no-cache")
            .with("x-amz-meta-other", "1");
    assertEquals(200, proxy.send(request).status());
    Reply get = proxy.send(SignedRequest.get("/bucket/dst").with("x-amz-checksum-mode", "ENABLED"));
    assertEquals("hello", get.text());
    assertEquals(Optional.of("binary/octet-stream"), get.header("content-type"));
    assertEquals(Optional.empty(), get.header("x-amz-meta-color"));
    assertEquals(Optional.of("1"), get.header("x-amz-meta-other"));
    assertEquals(Optional.of("no-cache"), get.header("cache-control"));
    assertEquals(Optional.of("NhCmhg=="), get.header("x-amz-checksum-crc32"));
    SignedRequest tooMuch = request.with("x-amz-meta-a", "v".repeat(2047));
    assertEquals("MetadataTooLarge", proxy.send(tooMuch).element("Code"));
  }

  @Test
  void anObjectCopiedToItselfMustChange() throws IOException {
    SignedRequest self = copy("/bucket/src", "/bucket/src");
    Reply reply = proxy.send(self);
    assertEquals("InvalidRequest", reply.element("Code"));
    assertTrue(
        reply
            .element("Message")
            .startsWith("This copy request is illegal because it is trying to copy an object to"));
    assertRefused("400 InvalidRequest", self.with("x-amz-metadata-directive", "COPY"));
    assertRefused("400 InvalidRequest", self.with("x-amz-meta-color", "red"));
    assertEquals(200, proxy.send(self.with("x-amz-server-side-encryption", "AES256")).status());
    assertEquals(200, proxy.send(self.with("x-amz-website-redirect-location", "/new")).status());
    SignedRequest replace = self.with("x-amz-metadata-directive", "REPLACE");
    assertEquals(200, proxy.send(replace.with("x-amz-meta-color", "red")).status());
    Reply get = proxy.send("GET", "/bucket/src");
    assertEquals("hello", get.text());
    assertEquals(Optional.of("red"), get.header("x-amz-meta-color"));
  }

  @Test
  void aMultipartObjectStaysOne() throws IOException {
    TestUpload upload =
        TestUpload.begin(proxy, "/bucket/parts", Map.of("x-amz-checksum-algorithm", "CRC32"));
    byte[] body = TestUpload.bytes(TestUpload.MINIMUM, 1);
    for (int number : List.of(2, 4)) {
      SignedRequest part = upload.partRequest(number);
      upload.put(number, body, part.with("x-amz-checksum-crc32", Digests.crc32(body)));
    }
    String checksum = upload.complete().element("ChecksumCRC32");
    assertTrue(checksum.endsWith("-2"));
    Reply reply = proxy.send(copy("/bucket/parts", "/other/parts"));
    assertEquals(checksum, reply.element("ChecksumCRC32"));
    assertEquals("COMPOSITE", reply.element("ChecksumType"));
    assertArrayEquals(upload.expected(), proxy.send("GET", "/other/parts").body());
    Reply part = proxy.send("GET", "/other/parts?partNumber=2");
    assertArrayEquals(body, part.body());
    assertEquals(List.of("10485760"), proxy.send("GET", "/other").elements("Size"));
  }

  @ParameterizedTest
  @CsvSource({
    "x-amz-metadata-directive, MOVE, 400 InvalidArgument",
    "x-amz-metadata-directive, replace, 400 InvalidArgument",
    "x-amz-tagging-directive, MOVE, 400 InvalidArgument",
    "x-amz-acl, public-read, 400 AccessControlListNotSupported",
    "x-amz-storage-class, COLD, 400 InvalidStorageClass",
    "x-amz-copy-source-range, bytes=0-1, 501 NotImplemented",
    "x-amz-copy-source-server-side-encryption-customer-algorithm, AES256, 501 NotImplemented",
    "x-amz-object-lock-mode, GOVERNANCE, 400 InvalidArgument",
    "x-amz-object-lock-legal-hold, ON, 400 InvalidRequest",
    "x-amz-checksum-algorithm, MD5, 400 InvalidRequest",
    "If-None-Match, '\"a\"', 501 NotImplemented"
  })
  void whatIsNotUnderstoodIsRefused(String name, String value, String outcome) throws IOException {
    assertRefused(outcome, copy("/bucket/src", "/bucket/dst").with(name, value));
  }

  @ParameterizedTest
  @CsvSource({
    "x-amz-tagging-directive, COPY",
    "x-amz-tagging-directive, REPLACE",
    "x-amz-acl, private",
    "x-amz-storage-class, STANDARD",
    "x-amz-server-side-encryption, aws:kms",
    "x-amz-checksum-algorithm, CRC32"
  })
  void whatChangesNothingIsAccepted(String name, String value) throws IOException {
    SignedRequest request = copy("/bucket/src", "/bucket/dst").with(name, value);
    assertEquals(200, proxy.send(request).status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"CRC32", "CRC32C", "CRC64NVME", "SHA1", "SHA256"})
  void aChecksumThatWasNotKeptIsMade(String algorithm) throws IOException {
    byte[] body = TestUpload.bytes(200_000, 3);
    SignedRequest put =
        SignedRequest.of("PUT", "/bucket/plain")
            .with("x-amz-meta-color", "blue")
            .with("x-amz-tagging", "a=1");
    proxy.send(put.withBody(body));
    String header = "x-amz-checksum-" + algorithm.toLowerCase(Locale.ROOT);
    SignedRequest copy = copy("/bucket/plain", "/other/summed");
    Reply reply = proxy.send(copy.with("x-amz-checksum-algorithm", algorithm));
    assertEquals(200, reply.status(), reply::text);
    String sum = reply.element("Checksum" + algorithm);
    // Only a right checksum is taken for the body.
    SignedRequest same = SignedRequest.of("PUT", "/other/same").withBody(body);
    assertEquals(200, proxy.send(same.with(header, sum)).status(), sum);
    SignedRequest head = SignedRequest.of("HEAD", "/other/summed");
    Reply summed = proxy.send(head.with("x-amz-checksum-mode", "ENABLED"));
    assertEquals(Optional.of(sum), summed.header(header));
    assertEquals(Optional.of("blue"), summed.header("x-amz-meta-color"));
    assertEquals(Optional.of("1"), summed.header("x-amz-tagging-count"));
    assertEquals(Optional.of(reply.element("ETag")), summed.header("etag"));
    assertArrayEquals(body, proxy.send("GET", "/other/summed").body());
  }

  @Test
  void aChecksumIsMadeOfASourceThatFulfilsTheConditionsOnly() throws IOException {
    SignedRequest copy =
        copy("/bucket/src", "/bucket/dst").with("x-amz-checksum-algorithm", "SHA256");
    assertRefused("412 PreconditionFailed", copy.with("x-amz-copy-source-if-match", "other"));
    assertRefused("404 NoSuchKey", copy("/bucket/nothing", "/bucket/dst"));
    assertEquals(200, proxy.send(copy).status());
    assertEquals(412, proxy.send(copy.with("If-None-Match", "*")).status());
  }

  @Test
  void aCopyHasNoBodyOfItsOwn() throws IOException {
    SignedRequest copy = copy("/bucket/src", "/bucket/dst");
    assertRefused("400 UnexpectedContent", copy.withBody(new byte[] {1}));
  }

  @Test
  void noBucketNoCopy() throws IOException {
    assertRefused("404 NoSuchBucket", copy("/bucket/src", "/nothing/dst"));
    assertRefused("400 KeyTooLongError", copy("/bucket/src", "/bucket/" + "k".repeat(753)));
  }
}
