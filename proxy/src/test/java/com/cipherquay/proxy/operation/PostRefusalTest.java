package com.cipherquay.proxy.operation;

import static com.cipherquay.proxy.http.BrowserForm.ABSENT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.proxy.http.BrowserForm;
import com.cipherquay.proxy.http.Reply;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A form that is not as it should be gets S3's error and makes no object. */
final class PostRefusalTest {

  @TempDir private Path folder;
  private LocalProxy proxy;

  @BeforeEach
  void start() throws IOException {
    proxy = LocalProxy.start(folder);
  }

  @AfterEach
  void nothingIsLeft() throws IOException {
    assertEquals("0", proxy.send("GET", "/bucket?list-type=2").element("KeyCount"));
    proxy.close();
  }

  @ParameterizedTest
  @CsvSource({
    "policy, 400 InvalidArgument",
    "X-Amz-Signature, 400 InvalidArgument",
    "X-Amz-Date, 400 InvalidArgument",
    "X-Amz-Credential, 400 InvalidArgument",
    "X-Amz-Algorithm, 400 InvalidArgument",
    "key, 403 AccessDenied"
  })
  void whatIsMissing(String field, String outcome) throws IOException {
    String sent = field.equals("policy") ? "Policy" : field;
    Reply reply = BrowserForm.of("k").tampered(sent, ABSENT).send(proxy.proxy());
    assertEquals(outcome, outcome(reply), reply.text());
    if (outcome.startsWith("400")) {
      assertEquals(field, reply.element("ArgumentName"));
      assertTrue(reply.element("Message").startsWith("Bucket POST must contain a field named '"));
    }
  }

  @Test
  void whatIsMissingOfVersion2() throws IOException {
    assertRefused(
        "400 InvalidArgument", BrowserForm.of("k").version2().tampered("signature", ABSENT));
    assertRefused(
        "400 InvalidArgument", BrowserForm.of("k").version2().tampered("AWSAccessKeyId", ABSENT));
    assertRefused(
        "403 SignatureDoesNotMatch", BrowserForm.of("k").version2().tampered("signature", "AAAA"));
  }

  @Test
  void nobodyInParticular() throws IOException {
    BrowserForm form =
        BrowserForm.of("k").version2().tampered("signature", ABSENT).tampered("policy", ABSENT);
    assertRefused("403 AccessDenied", form.tampered("AWSAccessKeyId", ABSENT));
  }

  @ParameterizedTest
  @CsvSource({
    "X-Amz-Signature, 0, 403 SignatureDoesNotMatch",
    "X-Amz-Algorithm, AWS4-HMAC-SHA1, 400 InvalidArgument",
    "X-Amz-Date, 20200101T000000Z, 400 InvalidArgument",
    "X-Amz-Date, yesterday, 400 InvalidArgument",
    "X-Amz-Credential, x/20200101/eu-central-1/s3/aws4_request, 400 InvalidArgument",
    "X-Amz-Credential, x, 400 InvalidArgument",
    "x-amz-security-token, t, 400 InvalidToken",
    "signature, x, 400 InvalidArgument",
    "Policy, e30=, 403 SignatureDoesNotMatch",
    "key, other, 403 AccessDenied",
    "Key, other, 403 AccessDenied",
    "extra, x, 403 AccessDenied",
    "x-amz-meta-more, x, 403 AccessDenied"
  })
  void whatWasAlteredAfterSigning(String name, String value, String outcome) throws IOException {
    assertRefused(outcome, BrowserForm.of("k").tampered(name, value));
  }

  @Test
  void aPolicyForAnotherBucket() throws IOException {
    Reply reply = BrowserForm.of("k").only("bucket", "{\"bucket\": \"other\"}").send(proxy.proxy());
    assertEquals(
        "Invalid according to Policy: Policy Condition failed: [\"eq\", \"$bucket\", \"other\"]",
        reply.element("Message"));
  }

  @Test
  void aPolicyThatIsNone() throws IOException {
    assertRefused(
        "400 InvalidPolicyDocument", BrowserForm.of("k").condition("[\"ne\", \"$key\", \"x\"]"));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 6, 400 EntityTooLarge, 7, 6",
    "8, 9, 400 EntityTooSmall, 7, 8",
    "9, 8, 400 EntityTooSmall, 7, 9"
  })
  void sizes(int least, int most, String outcome, String proposed, String allowed)
      throws IOException {
    Reply reply =
        BrowserForm.of("k")
            .condition("[\"content-length-range\", %d, %d]".formatted(least, most))
            .send(proxy.proxy());
    assertEquals(outcome, outcome(reply), reply.text());
    assertEquals(proposed, reply.element("ProposedSize"));
    assertEquals(allowed, reply.element("MaxSizeAllowed") + reply.element("MinSizeAllowed"));
  }

  @Test
  void aLargeFileThatIsTooLarge() throws IOException {
    Reply reply =
        BrowserForm.of("k")
            .file("f", new byte[3_000_000])
            .condition("[\"content-length-range\", 0, 2000000]")
            .send(proxy.proxy());
    assertEquals("400 EntityTooLarge", outcome(reply));
    assertEquals("3000000", reply.element("ProposedSize"));
  }

  @ParameterizedTest
  @CsvSource({
    "Content-MD5, AAAAAAAAAAAAAAAAAAAAAA==, 400 BadDigest",
    "Content-MD5, no, 400 InvalidDigest",
    "x-amz-checksum-crc32, AAAAAA==, 400 BadDigest",
    "x-amz-checksum-sha256, sailorjerry, 400 InvalidRequest",
    "x-amz-checksum-algorithm, CRC32, 400 InvalidRequest",
    "x-amz-checksum-algorithm, MD5, 400 InvalidRequest",
    "x-amz-content-sha256, UNSIGNED-PAYLOAD, 501 NotImplemented",
    "x-amz-trailer, x-amz-checksum-crc32, 400 InvalidRequest",
    "acl, public-read, 400 AccessControlListNotSupported",
    "x-amz-storage-class, COLD, 400 InvalidStorageClass",
    "tagging, a=1, 400 MalformedXML",
    "x-amz-server-side-encryption-customer-algorithm, AES256, 501 NotImplemented",
    "x-amz-copy-source, /bucket/other, 501 NotImplemented",
    "x-amz-something-new, x, 501 NotImplemented"
  })
  void fieldsThatAreRefused(String name, String value, String outcome) throws IOException {
    assertRefused(outcome, BrowserForm.of("k").with(name, value));
  }

  @Test
  void valuesThatNoHeaderHas() throws IOException {
    BrowserForm form =
        BrowserForm.of("k")
            .field("x-amz-meta-a", "one\r\nset-cookie: x")
            .condition("[\"starts-with\", \"$x-amz-meta-a\", \"\"]");
    assertRefused("400 InvalidArgument", form);
    BrowserForm large = BrowserForm.of("k").with("x-amz-meta-a", "x".repeat(2048));
    assertRefused("400 MetadataTooLarge", large);
  }

  @Test
  void keysThatAreNone() throws IOException {
    assertRefused("400 InvalidArgument", BrowserForm.of(""));
    assertRefused("400 KeyTooLongError", BrowserForm.of("x".repeat(1025)));
    BrowserForm none = BrowserForm.of("x").only("key", "{\"bucket\": \"bucket\"}");
    assertRefused("400 InvalidArgument", none.tampered("key", ABSENT));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"application/x-www-form-urlencoded", "multipart/mixed; boundary=x", "text/plain"})
  void otherTypes(String type) throws IOException {
    Reply reply = BrowserForm.of("k").type(type).send(proxy.proxy());
    assertEquals("412 PreconditionFailed", outcome(reply));
    assertEquals(
        "Bucket POST must be of the enclosure-type multipart/form-data",
        reply.element("Condition"));
  }

  @Test
  void otherBodies() throws IOException {
    assertRefused("400 MalformedPOSTRequest", BrowserForm.of("k").type("multipart/form-data"));
    assertRefused(
        "400 MalformedPOSTRequest", BrowserForm.of("k").type("multipart/form-data; boundary=no"));
    assertRefused(
        "400 MaxPostPreDataLengthExceededError", BrowserForm.of("k").with("a", "x".repeat(20_000)));
    byte[] inside = ("a\r\n--" + BrowserForm.BOUNDARY + "b").getBytes(UTF_8);
    assertRefused("400 MalformedPOSTRequest", BrowserForm.of("k").file("f", inside));
  }

  /** Of a form nothing but the policy is signed: anybody could have added a header. */
  @ParameterizedTest
  @CsvSource({
    "x-amz-meta-a: b, 403 AccessDenied",
    "X-Amz-Copy-Source: /bucket/k, 403 AccessDenied",
    "Content-MD5: AAAAAAAAAAAAAAAAAAAAAA==, 501 NotImplemented",
    "If-None-Match: *, 501 NotImplemented",
    "Authorization: Basic eDp5, 400 InvalidArgument"
  })
  void headersBesideAForm(String header, String outcome) throws IOException {
    assertRefused(outcome, BrowserForm.of("k").header(header));
  }

  @ParameterizedTest
  @CsvSource({
    "/bucket/k, 405 MethodNotAllowed",
    "/, 405 MethodNotAllowed",
    "/bucket?delete, 400 InvalidArgument",
    "/bucket?policy, 400 InvalidArgument",
    "/bucket?X-Amz-Signature=x, 400 InvalidArgument",
    "/Not%20a%20bucket, 400 InvalidBucketName"
  })
  void otherPlaces(String path, String outcome) throws IOException {
    assertRefused(outcome, BrowserForm.of("k").to("127.0.0.1", path));
  }

  @Test
  void aBucketThatIsNotThere() throws IOException {
    BrowserForm form = BrowserForm.of("k").only("bucket", "{\"bucket\": \"nowhere\"}");
    assertRefused("404 NoSuchBucket", form.to("127.0.0.1", "/nowhere"));
  }

  /** What a stranger wrote into a policy must not break the document that refuses it. */
  @Test
  void answersAreAlwaysXml() throws IOException {
    String odd = "a\u0001\uFFFE";
    Reply reply = BrowserForm.of("k").field(odd, "x").send(proxy.proxy());
    assertEquals("403 AccessDenied", outcome(reply));
    assertEquals("", reply.element("Message"));
  }

  private void assertRefused(String outcome, BrowserForm form) throws IOException {
    Reply reply = form.send(proxy.proxy());
    assertEquals(outcome, outcome(reply), reply.text());
  }

  private static String outcome(Reply reply) {
    return reply.status() + " " + reply.element("Code");
  }
}
