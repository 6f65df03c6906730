package com.cipherquay.proxy.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.cipherquay.proxy.http.Reply;
import com.cipherquay.proxy.http.SignedRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** CreateMultipartUpload: what it answers, what it refuses, and that a refusal leaves nothing. */
final class CreateMultipartUploadTest {

  private static final String TARGET = "/bucket/a%20b/k";

  private LocalProxy proxy;

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    proxy = LocalProxy.start(folder);
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
  }

  private static SignedRequest create(String target) {
    return SignedRequest.of("POST", target + "?uploads");
  }

  private void assertRefused(String code, SignedRequest request) throws IOException {
    Reply reply = proxy.send(request);
    assertEquals(code, reply.element("Code"), reply::text);
    assertEquals(List.of(), proxy.send("GET", "/bucket?uploads").elements("UploadId"));
  }

  @Test
  void anUploadHasAnIdAndNoObjectYet() throws IOException {
    Reply reply = proxy.send(create(TARGET));
    assertEquals(200, reply.status());
    assertEquals("bucket", reply.element("Bucket"));
    assertEquals("a b/k", reply.element("Key"));
    assertFalse(reply.element("UploadId").isEmpty());
    assertEquals(Optional.of("aws:kms"), reply.header("x-amz-server-side-encryption"));
    assertEquals(Optional.empty(), reply.header("x-amz-checksum-algorithm"));
    assertEquals(404, proxy.send("HEAD", TARGET).status());
    assertEquals(List.of(), proxy.send("GET", "/bucket").elements("Key"));
  }

  @Test
  void twoUploadsOfOneKeyAreTwo() throws IOException {
    assertNotEquals(
        proxy.send(create(TARGET)).element("UploadId"),
        proxy.send(create(TARGET)).element("UploadId"));
  }

  @Test
  void aValueOfTheSubResourceChangesNothing() throws IOException {
    assertEquals(200, proxy.send("POST", TARGET + "?uploads=").status());
  }

  @ParameterizedTest
  @CsvSource({
    "CRC32, '', COMPOSITE",
    "CRC32C, '', COMPOSITE",
    "SHA1, '', COMPOSITE",
    "SHA256, '', COMPOSITE",
    "CRC64NVME, '', FULL_OBJECT",
    "CRC32, FULL_OBJECT, FULL_OBJECT",
    "CRC32C, FULL_OBJECT, FULL_OBJECT",
    "CRC32, COMPOSITE, COMPOSITE",
    "CRC64NVME, FULL_OBJECT, FULL_OBJECT"
  })
  void theChecksumIsAnsweredWithItsType(String algorithm, String asked, String type)
      throws IOException {
    SignedRequest request = create(TARGET).with("x-amz-checksum-algorithm", algorithm);
    Reply reply =
        proxy.send(asked.isEmpty() ? request : request.with("x-amz-checksum-type", asked));
    assertEquals(Optional.of(algorithm), reply.header("x-amz-checksum-algorithm"));
    assertEquals(Optional.of(type), reply.header("x-amz-checksum-type"));
  }

  @ParameterizedTest
  @CsvSource({
    "SHA256, FULL_OBJECT",
    "SHA1, FULL_OBJECT",
    "CRC64NVME, COMPOSITE",
    "CRC32, HALF_OBJECT",
    "CRC32, composite",
    "MD5, COMPOSITE",
    "'', COMPOSITE"
  })
  void aChecksumThatS3DoesNotHaveIsRefused(String algorithm, String type) throws IOException {
    SignedRequest request = create(TARGET).with("x-amz-checksum-type", type);
    assertRefused(
        "InvalidRequest",
        algorithm.isEmpty() ? request : request.with("x-amz-checksum-algorithm", algorithm));
  }

  @ParameterizedTest
  @CsvSource({
    "If-None-Match, *, NotImplemented",
    "If-Match, '\"a\"', NotImplemented",
    "x-amz-acl, public-read, AccessControlListNotSupported",
    "x-amz-object-lock-mode, GOVERNANCE, InvalidArgument",
    "x-amz-object-lock-legal-hold, ON, InvalidRequest",
    "x-amz-server-side-encryption-customer-algorithm, AES256, NotImplemented",
    "x-amz-copy-source, /bucket/k, NotImplemented"
  })
  void whatIsNotUnderstoodIsRefused(String name, String value, String code) throws IOException {
    assertRefused(code, create(TARGET).with(name, value));
  }

  @Test
  void whatNoObjectCouldHaveIsRefusedAtOnce() throws IOException {
    assertRefused("MetadataTooLarge", create(TARGET).with("x-amz-meta-a", "v".repeat(2048)));
    assertRefused("MetadataTooLarge", create(TARGET).with("x-amz-meta-a", "v".repeat(2047)));
    assertRefused("KeyTooLongError", create("/bucket/" + "k".repeat(1025)));
    assertRefused("KeyTooLongError", create("/bucket/" + "k".repeat(753)));
    assertEquals(200, proxy.send(create("/bucket/" + "k".repeat(752))).status());
  }

  @Test
  void noBucketNoUpload() throws IOException {
    assertRefused("NoSuchBucket", create("/nothing/k"));
  }

  /** The id is what the client needs; a document that nobody can read would keep it. */
  @Test
  void aKeyThatXmlCanNotHoldIsAnsweredEncoded() throws IOException {
    Reply reply = proxy.send(create("/bucket/a%01b"));
    assertEquals("a%01b", reply.element("Key"));
    assertFalse(reply.element("UploadId").isEmpty());
  }
}
