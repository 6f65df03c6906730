package com.cipherquay.proxy.sigv4;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The examples of AWS, "Signature Calculations for the Authorization Header" and "Authenticating
 * Requests: Using Query Parameters" in the Amazon S3 API Reference. The keys are AWS's own
 * placeholders.
 */
final class PublishedExamplesTest {

  private static final Credentials EXAMPLE =
      Credentials.of("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
  private static final Clock MAY_24 =
      Clock.fixed(Instant.parse("2013-05-24T00:00:00Z"), ZoneOffset.UTC);
  private static final Map.Entry<String, String> HOST =
      Map.entry("Host", "examplebucket.s3.amazonaws.com");

  private final SigV4Signer signer = SigV4Signer.of("us-east-1", MAY_24);

  @Test
  void signsGetObject() {
    assertSignature(
        "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
        get("/test.txt", "", List.of(Map.entry("Range", "bytes=0-9"))),
        PayloadHash.EMPTY);
  }

  @Test
  void signsPutObjectWithAnUnencodedDollar() {
    SignableRequest request =
        new SignableRequest(
            "PUT",
            "/test$file.text",
            "",
            List.of(
                HOST,
                Map.entry("Date", "Fri, 24 May 2013 00:00:00 GMT"),
                Map.entry("x-amz-storage-class", "REDUCED_REDUNDANCY")));
    assertSignature(
        "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd",
        request,
        PayloadHash.of("Welcome to Amazon S3.".getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void signsASubResource() {
    assertSignature(
        "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543",
        get("/", "lifecycle"),
        PayloadHash.EMPTY);
  }

  @Test
  void signsAListing() {
    assertSignature(
        "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7",
        get("/", "prefix=J&max-keys=2"),
        PayloadHash.EMPTY);
  }

  @Test
  void presignsGetObject() {
    String query = signer.presign(get("/test.txt", ""), EXAMPLE, Duration.ofDays(1));
    assertTrue(
        query.endsWith(
            "&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404"),
        query);
  }

  private void assertSignature(String expected, SignableRequest request, String payloadHash) {
    List<Map.Entry<String, String>> added = signer.sign(request, EXAMPLE, payloadHash);
    Map.Entry<String, String> authorization = added.get(added.size() - 1);
    assertEquals("authorization", authorization.getKey());
    String value = authorization.getValue();
    assertEquals(expected, value.substring(value.indexOf("Signature=") + "Signature=".length()));
  }

  private static SignableRequest get(String path, String query) {
    return get(path, query, List.of());
  }

  private static SignableRequest get(
      String path, String query, List<Map.Entry<String, String>> extra) {
    List<Map.Entry<String, String>> headers = new ArrayList<>(List.of(HOST));
    headers.addAll(extra);
    return new SignableRequest("GET", path, query, headers);
  }
}
