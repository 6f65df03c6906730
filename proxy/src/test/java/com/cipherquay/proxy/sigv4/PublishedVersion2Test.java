package com.cipherquay.proxy.sigv4;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The examples of AWS, "Signing and authenticating REST requests" (Signature Version 2). The keys
 * are AWS's own placeholders.
 */
final class PublishedVersion2Test {

  private static final String ID = "AKIAIOSFODNN7EXAMPLE";
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
  private static final String HOST = "awsexamplebucket1.us-west-1.s3.amazonaws.com";

  @Test
  void objectGet() {
    assertVerifies(
        "qgk2+6Sv9/oM7G3qLEjTH1a1l1g=",
        "GET /photos/puppy.jpg",
        Map.of("Host", HOST, "Date", "Tue, 27 Mar 2007 19:36:42 +0000"));
  }

  @Test
  void objectPut() {
    assertVerifies(
        "iqRzw+ileNPu1fhspnRs8nOjjIA=",
        "PUT /photos/puppy.jpg",
        Map.of(
            "Host", HOST,
            "Content-Type", "image/jpeg",
            "Content-Length", "94328",
            "Date", "Tue, 27 Mar 2007 21:15:45 +0000"));
  }

  @Test
  void list() {
    assertVerifies(
        "m0WP8eCtspQl5Ahe6L1SozdX9YA=",
        "GET /?prefix=photos&max-keys=50&marker=puppy",
        Map.of("Host", HOST, "Date", "Tue, 27 Mar 2007 19:42:41 +0000"));
  }

  @Test
  void fetch() {
    assertVerifies(
        "82ZHiFIjc+WbcwFKGUVEQspPn+0=",
        "GET /?acl",
        Map.of("Host", HOST, "Date", "Tue, 27 Mar 2007 19:44:46 +0000"));
  }

  @Test
  void deleteInPathStyle() {
    assertVerifies(
        "XbyTlbQdu9Xw5o8P4iMwPktxQd8=",
        "DELETE /awsexamplebucket1/photos/puppy.jpg",
        Map.of("Host", "s3.us-west-1.amazonaws.com", "Date", "Tue, 27 Mar 2007 21:20:26 +0000"));
  }

  /** The field x-amz-meta-reviewedby stands there twice, and its values are joined. */
  @Test
  void uploadWithUserMetadata() {
    List<Map.Entry<String, String>> headers =
        List.of(
            Map.entry("Host", "static.example.com:8080"),
            Map.entry("Date", "Tue, 27 Mar 2007 21:06:08 +0000"),
            Map.entry("x-amz-acl", "public-read"),
            Map.entry("content-type", "application/x-download"),
            Map.entry("Content-MD5", "4gJE4saaMU4BqNR0kLY+lw=="),
            Map.entry("X-Amz-Meta-ReviewedBy", "joe@example.com"),
            Map.entry("X-Amz-Meta-ReviewedBy", "jane@example.com"),
            Map.entry("X-Amz-Meta-FileChecksum", "0x02661779"),
            Map.entry("X-Amz-Meta-ChecksumAlgorithm", "crc32"),
            Map.entry("Content-Disposition", "attachment; filename=database.dat"),
            Map.entry("Content-Encoding", "gzip"),
            Map.entry("Content-Length", "5913339"));
    assertVerifies("jtBQa0Aq+DkULFI8qrpwIjGEx0E=", "PUT /db-backup.dat.gz", headers);
  }

  @Test
  void listAllMyBuckets() {
    assertVerifies(
        "qGdzdERIC03wnaRNKh6OqZehG9s=",
        "GET /",
        Map.of("Host", "s3.us-west-1.amazonaws.com", "Date", "Wed, 28 Mar 2007 01:29:59 +0000"));
  }

  /** The path is signed as it was sent, in whatever case its escapes are. */
  @Test
  void unicodeKeys() {
    assertVerifies(
        "DNEZGsoieTZ92F3bUfSPQcbGmlM=",
        "GET /dictionary/fran%C3%A7ais/pr%c3%a9f%c3%a8re",
        Map.of("Host", "s3.us-west-1.amazonaws.com", "Date", "Wed, 28 Mar 2007 01:49:49 +0000"));
  }

  private static void assertVerifies(String signature, String line, Map<String, String> headers) {
    assertVerifies(signature, line, List.copyOf(headers.entrySet()));
  }

  private static void assertVerifies(
      String signature, String line, List<Map.Entry<String, String>> headers) {
    RequestFields fields = new RequestFields(headers);
    Instant signed = SigningTime.parseAny(fields.single("date").orElseThrow()).orElseThrow();
    RequestVerifier verifier = verifierAt(signed);
    SignableRequest request = request(line, signature, headers);
    assertEquals(ID, verifier.verify(request).accessKeyId());
    SignableRequest forged = request(line, "A" + signature.substring(1), headers);
    assertEquals(
        SignatureFault.SIGNATURE_DOES_NOT_MATCH,
        assertThrows(SignatureException.class, () -> verifier.verify(forged)).fault());
  }

  private static RequestVerifier verifierAt(Instant now) {
    Map<String, String> buckets =
        Map.of(HOST, "awsexamplebucket1", "static.example.com:8080", "static.example.com");
    return RequestVerifier.of(
            (id, token) -> id.equals(ID) ? Optional.of(SECRET) : Optional.empty(),
            Optional.empty(),
            Clock.fixed(now, ZoneOffset.UTC))
        .withVersion2(host -> Optional.ofNullable(buckets.get(host)));
  }

  private static SignableRequest request(
      String line, String signature, List<Map.Entry<String, String>> headers) {
    String target = line.substring(line.indexOf(' ') + 1);
    int query = target.indexOf('?');
    List<Map.Entry<String, String>> all = new ArrayList<>(headers);
    all.add(Map.entry("Authorization", "AWS " + ID + ":" + signature));
    return new SignableRequest(
        line.substring(0, line.indexOf(' ')),
        query < 0 ? target : target.substring(0, query),
        query < 0 ? "" : target.substring(query + 1),
        all);
  }
}
