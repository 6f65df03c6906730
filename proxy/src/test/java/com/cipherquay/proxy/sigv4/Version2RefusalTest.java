package com.cipherquay.proxy.sigv4;

import static com.cipherquay.proxy.sigv4.SignatureFault.ACCESS_DENIED;
import static com.cipherquay.proxy.sigv4.SignatureFault.INVALID_ARGUMENT;
import static com.cipherquay.proxy.sigv4.SignatureFault.INVALID_REQUEST;
import static com.cipherquay.proxy.sigv4.SignatureFault.INVALID_TOKEN;
import static com.cipherquay.proxy.sigv4.SignatureFault.REQUEST_TIME_TOO_SKEWED;
import static com.cipherquay.proxy.sigv4.SignatureFault.SIGNATURE_DOES_NOT_MATCH;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way to be refused with a Signature Version 2 in the header. */
final class Version2RefusalTest {

  private static final String DATE = "Wed, 04 Mar 2026 05:06:07 GMT";
  private static final String ID = SdkSigner.OWNER.accessKeyId();

  private final SignedExchange good =
      signed("PUT", "/bucket/key", "x=y&partNumber=1&uploadId=a%2Fb", "")
          .with(
              "Authorization",
              "AWS "
                  + ID
                  + ":"
                  + Version2Signer.sign(
                      "PUT",
                      "",
                      "text/plain",
                      DATE,
                      "x-amz-acl:private",
                      "x-amz-meta-a:1,2",
                      "/bucket/key?partNumber=1&uploadId=a/b"));

  @Test
  void theUntouchedRequestPasses() throws IOException {
    assertEquals(ID, verifier().verify(good.request()).accessKeyId());
    assertArrayEquals(new byte[] {1, 2}, good.withBody(new byte[] {1, 2}).read(verifier()));
  }

  @Test
  void whereItIsNotTaken() {
    assertEquals(INVALID_REQUEST, fault(SdkSigner.verifier(), good));
    SignatureException refused =
        assertThrows(SignatureException.class, () -> SdkSigner.verifier().verify(good.request()));
    assertEquals(
        "The authorization mechanism you have provided is not supported. Please use"
            + " AWS4-HMAC-SHA256.",
        refused.reason());
  }

  @Test
  void whateverWasSignedAndThenAltered() {
    String query = good.request().rawQuery();
    for (SignedExchange altered :
        List.of(
            good.withTarget("/bucket/kex", query),
            good.withTarget("/bucket//key", query),
            good.withTarget("/bucket/%6bey", query),
            good.withTarget("/bucket/key", query.replace("partNumber=1", "partNumber=2")),
            good.withTarget("/bucket/key", query.replace("&partNumber=1", "")),
            good.with("Content-Type", "text/html"),
            good.with("Content-MD5", "CY9rzUYh03PK3k6DJie09g=="),
            good.with("Date", "Wed, 04 Mar 2026 05:06:08 GMT"),
            good.with("x-amz-date", "20260304T050607Z"),
            good.with("x-amz-acl", "public-read"),
            good.withAnother("x-amz-meta-a", "3"),
            good.without("x-amz-acl"))) {
      assertEquals(SIGNATURE_DOES_NOT_MATCH, fault(altered));
    }
  }

  /** One operation can not be made another one, and no header can be smuggled in beside it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "acl",
        "tagging",
        "retention",
        "legal-hold",
        "versionId=v",
        "restore",
        "torrent",
        "attributes",
        "delete",
        "uploads",
        "cors",
        "versioning",
        "lifecycle",
        "object-lock",
        "response-content-type=text%2Fhtml",
        "x-amz-copy-source=%2Fbucket%2Fother",
        "X-Amz-Meta-b=c",
        "%78-amz-storage-class=GLACIER"
      })
  void whatIsAddedToTheQuery(String parameter) {
    String query = good.request().rawQuery();
    assertEquals(
        SIGNATURE_DOES_NOT_MATCH, fault(good.withTarget("/bucket/key", query + "&" + parameter)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"AWS", "AWS ", "AWS x", "AWS :sig", "AWS id:", "AWS id: sig", "AWS a b"})
  void malformed(String authorization) {
    assertEquals(INVALID_ARGUMENT, fault(good.with("Authorization", authorization)));
  }

  @ParameterizedTest
  @ValueSource(longs = {-901, 901, 86_400})
  void aClockThatIsFarOff(long seconds) {
    RequestVerifier later = verifierAt(Clock.offset(SdkSigner.CLOCK, Duration.ofSeconds(seconds)));
    SignatureException refused =
        assertThrows(SignatureException.class, () -> later.verify(good.request()));
    assertEquals(REQUEST_TIME_TOO_SKEWED, refused.fault());
    assertEquals(DATE, refused.details().get("RequestTime"));
    assertEquals("900000", refused.details().get("MaxAllowedSkewMilliseconds"));
  }

  @Test
  void dates() {
    assertEquals(ACCESS_DENIED, fault(good.without("Date")));
    assertEquals(ACCESS_DENIED, fault(good.with("Date", "yesterday")));
    assertEquals(ACCESS_DENIED, fault(good.with("x-amz-date", "yesterday")));
    assertEquals(INVALID_REQUEST, fault(good.withAnother("Date", DATE)));
  }

  /** Beside x-amz-date the Date is not signed: some platforms do not let a client set it. */
  @ParameterizedTest
  @CsvSource({"'Wed, 04 Mar 2026 05:06:07 +0000'", "20260304T050607Z"})
  void theOtherDate(String date) {
    String signature = Version2Signer.sign("GET", "", "", "", "x-amz-date:" + date, "/bucket/key");
    SignedExchange exchange =
        new SignedExchange(
            new SignableRequest(
                "GET",
                "/bucket/key",
                "",
                List.of(
                    Map.entry("Date", "Thu, 01 Jan 1970 00:00:00 GMT"),
                    Map.entry("x-amz-date", date),
                    Map.entry("Authorization", "AWS " + ID + ":" + signature))),
            new byte[0]);
    assertEquals(ID, verifier().verify(exchange.request()).accessKeyId());
  }

  /** The slash behind a bucket may be signed and not sent, never the other way round. */
  @Test
  void theSlashBehindABucket() {
    for (String path : List.of("/bucket", "/bucket/")) {
      String signature = Version2Signer.sign("GET", "", "", DATE, path + "?acl");
      SignedExchange listing =
          new SignedExchange(
              new SignableRequest(
                  "GET",
                  "/bucket",
                  "acl",
                  List.of(
                      Map.entry("Date", DATE),
                      Map.entry("Authorization", "AWS " + ID + ":" + signature))),
              new byte[0]);
      assertEquals(ID, verifier().verify(listing.request()).accessKeyId());
      SignedExchange other = listing.withTarget("/bucket/key", "acl");
      assertEquals(SIGNATURE_DOES_NOT_MATCH, fault(other));
    }
    SignedExchange sent =
        new SignedExchange(
            new SignableRequest(
                "GET",
                "/bucket/",
                "",
                List.of(
                    Map.entry("Date", DATE),
                    Map.entry(
                        "Authorization",
                        "AWS " + ID + ":" + Version2Signer.sign("GET", "", "", DATE, "/bucket")))),
            new byte[0]);
    assertEquals(SIGNATURE_DOES_NOT_MATCH, fault(sent));
  }

  @Test
  void anUnknownIdLooksLikeAWrongSecret() {
    String signature = good.header("Authorization").substring(("AWS " + ID).length());
    SignatureException unknown = refusal(good.with("Authorization", "AWS AKIDNOBODY" + signature));
    SignatureException wrong = refusal(good.with("x-amz-acl", "none"));
    assertEquals(SIGNATURE_DOES_NOT_MATCH, unknown.fault());
    assertEquals(wrong.fault(), unknown.fault());
    assertEquals(wrong.reason(), unknown.reason());
    assertEquals(wrong.details(), unknown.details());
  }

  @Test
  void bothMechanisms() {
    String query = good.request().rawQuery();
    for (String more : List.of("AWSAccessKeyId=a", "Signature=b", "X-Amz-Signature=c")) {
      assertEquals(
          INVALID_ARGUMENT, fault(good.withTarget("/bucket/key", query + "&" + more)), more);
    }
    String authorization = good.header("Authorization");
    assertEquals(INVALID_ARGUMENT, fault(good.withAnother("Authorization", authorization)));
  }

  @Test
  void sessionTokensOfOthers() {
    assertEquals(INVALID_TOKEN, fault(good.with("x-amz-security-token", "t")));
  }

  /** A payload mode that it can not carry must not be stored with its framing. */
  @Test
  void signedChunks() {
    assertEquals(
        INVALID_REQUEST,
        fault(good.with("x-amz-content-sha256", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD")));
  }

  private static SignedExchange signed(
      String method, String path, String query, String authorization) {
    List<Map.Entry<String, String>> headers = new ArrayList<>();
    headers.add(Map.entry("Host", "localhost"));
    headers.add(Map.entry("Date", DATE));
    headers.add(Map.entry("Content-Type", "text/plain"));
    headers.add(Map.entry("X-Amz-Meta-A", " 1 "));
    headers.add(Map.entry("x-amz-acl", "private"));
    headers.add(Map.entry("x-amz-meta-a", "2"));
    headers.add(Map.entry("Authorization", authorization));
    return new SignedExchange(new SignableRequest(method, path, query, headers), new byte[0]);
  }

  private static RequestVerifier verifier() {
    return verifierAt(SdkSigner.CLOCK);
  }

  static RequestVerifier verifierAt(Clock clock) {
    return SdkSigner.verifierAt(clock).withVersion2(host -> Optional.empty());
  }

  private static SignatureFault fault(SignedExchange exchange) {
    return fault(verifier(), exchange);
  }

  private static SignatureFault fault(RequestVerifier verifier, SignedExchange exchange) {
    return assertThrows(SignatureException.class, () -> verifier.verify(exchange.request()))
        .fault();
  }

  private static SignatureException refusal(SignedExchange exchange) {
    return assertThrows(SignatureException.class, () -> verifier().verify(exchange.request()));
  }
}
