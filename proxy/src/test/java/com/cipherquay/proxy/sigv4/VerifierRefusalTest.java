package com.cipherquay.proxy.sigv4;

import static com.cipherquay.proxy.sigv4.SignatureFault.ACCESS_DENIED;
import static com.cipherquay.proxy.sigv4.SignatureFault.AUTHORIZATION_HEADER_MALFORMED;
import static com.cipherquay.proxy.sigv4.SignatureFault.INVALID_ARGUMENT;
import static com.cipherquay.proxy.sigv4.SignatureFault.INVALID_REQUEST;
import static com.cipherquay.proxy.sigv4.SignatureFault.INVALID_TOKEN;
import static com.cipherquay.proxy.sigv4.SignatureFault.INVALID_URI;
import static com.cipherquay.proxy.sigv4.SignatureFault.NOT_IMPLEMENTED;
import static com.cipherquay.proxy.sigv4.SignatureFault.REQUEST_TIME_TOO_SKEWED;
import static com.cipherquay.proxy.sigv4.SignatureFault.SIGNATURE_DOES_NOT_MATCH;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way to be refused with a signature in the header. */
final class VerifierRefusalTest {

  private final SignedExchange good =
      SdkSigner.get("/bucket/key", List.of(Map.entry("partNumber", "1")));

  @Test
  void theUntouchedRequestPasses() {
    assertEquals(
        SdkSigner.OWNER.accessKeyId(), SdkSigner.verifier().verify(good.request()).accessKeyId());
  }

  @Test
  void anonymous() {
    assertEquals(ACCESS_DENIED, fault(good.without("Authorization")));
  }

  @ParameterizedTest
  @CsvSource({
    "20260304/eu-central-1/s3/aws4_request, 20260303/eu-central-1/s3/aws4_request",
    "20260304/eu-central-1/s3/aws4_request, 2026/eu-central-1/s3/aws4_request",
    "20260304/eu-central-1/s3/aws4_request, 20260304/us-east-1/s3/aws4_request",
    "20260304/eu-central-1/s3/aws4_request, 20260304//s3/aws4_request",
    "20260304/eu-central-1/s3/aws4_request, 20260304/eu-central-1/sts/aws4_request",
    "20260304/eu-central-1/s3/aws4_request, 20260304/eu-central-1/s3/aws4_reques",
    "20260304/eu-central-1/s3/aws4_request, 20260304/eu-central-1/s3",
    "20260304/eu-central-1/s3/aws4_request, 20260304/eu-central-1/s3/aws4_request/more",
    "AKIDOWNER0000000EXMP/, /",
    "Credential=, Credentials=",
    "'SignedHeaders=', 'SignedHeaders=;'",
    "'SignedHeaders=', 'SignedHeaders=host;'",
    "'SignedHeaders=', 'SignedHeaders=Range;'",
    "', Signature=', ', Signature=0, Signature='",
    "', SignedHeaders=', ', Credential=a/20260304/eu-central-1/s3/aws4_request, SignedHeaders='",
    "', Signature=', ', Expires=1, Signature='",
    "', Signature=', ', Signature'",
    "'AWS4-HMAC-SHA256 ', 'AWS4-HMAC-SHA256'"
  })
  void malformedAuthorization(String part, String instead) {
    String authorization = good.header("Authorization");
    String altered =
        instead.equals("AWS4-HMAC-SHA256") ? instead : authorization.replace(part, instead);
    assertEquals(AUTHORIZATION_HEADER_MALFORMED, fault(good.with("Authorization", altered)));
  }

  @Test
  void theRightRegionIsNamed() {
    String authorization = good.header("Authorization").replace("eu-central-1", "us-east-1");
    SignatureException refused = refusal(good.with("Authorization", authorization));
    assertEquals(Map.of("Region", SdkSigner.REGION), refused.details());
  }

  @Test
  void anyRegionPassesIfNoneIsRequired() {
    RequestVerifier lenient =
        RequestVerifier.of(
            (id, token) -> Optional.of(SdkSigner.OWNER.secretAccessKey()),
            Optional.empty(),
            SdkSigner.CLOCK);
    SignableRequest bare =
        new SignableRequest("GET", "/", "", List.of(Map.entry("host", "localhost")));
    SignedExchange signed = signedBy(SigV4Signer.of("moon-1", SdkSigner.CLOCK), bare);
    assertEquals("AKIDOWNER0000000EXMP", lenient.verify(signed.request()).accessKeyId());
  }

  @ParameterizedTest
  @ValueSource(longs = {-900, -1, 0, 1, 900})
  void aClockMayBeFifteenMinutesOff(long seconds) {
    RequestVerifier later = verifierAfter(Duration.ofSeconds(seconds));
    assertEquals(SdkSigner.OWNER.accessKeyId(), later.verify(good.request()).accessKeyId());
  }

  @ParameterizedTest
  @ValueSource(longs = {-901, 901, 86_400, -40_000_000_000L})
  void aClockMayNotBeFurtherOff(long seconds) {
    RequestVerifier later = verifierAfter(Duration.ofSeconds(seconds));
    SignatureException refused =
        assertThrows(SignatureException.class, () -> later.verify(good.request()));
    assertEquals(REQUEST_TIME_TOO_SKEWED, refused.fault());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "20260304", "20260304T050607+00", "20261304T050607Z", "yesterday"})
  void aDateThatIsNone(String date) {
    assertEquals(ACCESS_DENIED, fault(good.with("X-Amz-Date", date)));
  }

  @Test
  void headersThatAreNotSigned() {
    assertEquals(ACCESS_DENIED, fault(good.with("x-amz-copy-source", "/bucket/other")));
    assertEquals(ACCESS_DENIED, fault(good.with("X-Amz-Acl", "public-read")));
    String unsignedHost = good.header("Authorization").replace("=host;", "=");
    SignatureException refused = refusal(good.with("Authorization", unsignedHost));
    assertEquals(ACCESS_DENIED, refused.fault());
    assertEquals(Map.of("HeadersNotSigned", "host"), refused.details());
  }

  @Test
  void headersThatDecideStandOnce() {
    assertEquals(INVALID_REQUEST, fault(good.withAnother("x-amz-date", "20260304T050607Z")));
    assertEquals(
        INVALID_REQUEST, fault(good.withAnother("x-amz-content-sha256", PayloadHash.EMPTY)));
    assertEquals(ACCESS_DENIED, fault(good.withAnother("host", "localhost:9000")));
  }

  @Test
  void severalMechanisms() {
    String query = good.request().rawQuery();
    String again = good.header("Authorization");
    assertEquals(INVALID_ARGUMENT, fault(good.withAnother("Authorization", again)));
    for (String other :
        List.of(
            "X-Amz-Signature=0",
            "X-Amz-Credential=a",
            "x-amz-algorithm=b",
            "%58-Amz-Date=c",
            "Signature=d",
            "AWSAccessKeyId=e")) {
      assertEquals(
          INVALID_ARGUMENT, fault(good.withTarget("/bucket/key", query + "&" + other)), other);
    }
  }

  @Test
  void otherMechanisms() {
    assertEquals(INVALID_REQUEST, fault(good.with("Authorization", "AWS AKID:c2lnbmF0dXJl")));
    assertEquals(
        INVALID_REQUEST,
        fault(
            good.without("Authorization")
                .withTarget("/bucket/key", "AWSAccessKeyId=a&Signature=b&Expires=1")));
    assertEquals(INVALID_ARGUMENT, fault(good.with("Authorization", "Bearer token")));
    assertEquals(INVALID_ARGUMENT, fault(good.with("Authorization", "")));
    String v4a = good.header("Authorization").replace("AWS4-HMAC-SHA256", "AWS4-ECDSA-P256-SHA256");
    assertEquals(NOT_IMPLEMENTED, fault(good.with("Authorization", v4a)));
  }

  @Test
  void whateverWasSignedAndThenAltered() {
    SignableRequest request = good.request();
    assertEquals(
        SIGNATURE_DOES_NOT_MATCH, fault(good.withTarget("/bucket/kex", request.rawQuery())));
    assertEquals(
        SIGNATURE_DOES_NOT_MATCH, fault(good.withTarget("/bucket//key", request.rawQuery())));
    assertEquals(
        SIGNATURE_DOES_NOT_MATCH, fault(good.withTarget("/bucket/./key", request.rawQuery())));
    assertEquals(SIGNATURE_DOES_NOT_MATCH, fault(good.withTarget("/bucket/key", "partNumber=2")));
    assertEquals(SIGNATURE_DOES_NOT_MATCH, fault(good.withTarget("/bucket/key", "")));
    assertEquals(SIGNATURE_DOES_NOT_MATCH, fault(good.with("Host", "localhost:9001")));
    assertEquals(SIGNATURE_DOES_NOT_MATCH, fault(good.with("x-amz-date", "20260304T050608Z")));
    assertEquals(
        SIGNATURE_DOES_NOT_MATCH, fault(good.with("x-amz-content-sha256", PayloadHash.UNSIGNED)));
    SignableRequest deleting =
        new SignableRequest("DELETE", request.rawPath(), request.rawQuery(), request.headers());
    assertEquals(SIGNATURE_DOES_NOT_MATCH, fault(new SignedExchange(deleting, new byte[0])));
  }

  @Test
  void everyDigitOfTheSignatureCounts() {
    String authorization = good.header("Authorization");
    for (int i = authorization.length() - 64; i < authorization.length(); i++) {
      char other = authorization.charAt(i) == '0' ? '1' : '0';
      String altered = authorization.substring(0, i) + other + authorization.substring(i + 1);
      assertEquals(SIGNATURE_DOES_NOT_MATCH, fault(good.with("Authorization", altered)));
    }
    String cut = authorization.substring(0, authorization.length() - 1);
    assertEquals(SIGNATURE_DOES_NOT_MATCH, fault(good.with("Authorization", cut)));
  }

  @Test
  void anUnknownIdLooksLikeAWrongSecret() {
    SignableRequest bare =
        new SignableRequest("GET", "/", "", List.of(Map.entry("host", "localhost")));
    SigV4Signer signer = SigV4Signer.of(SdkSigner.REGION, SdkSigner.CLOCK);
    Credentials wrongSecret = Credentials.of(SdkSigner.OWNER.accessKeyId(), "wrong");
    Credentials unknown = Credentials.of("AKIDNOBODY000000EXMP", SdkSigner.OWNER.secretAccessKey());
    SignatureException first = refusal(signedBy(signer, bare, wrongSecret));
    SignatureException second = refusal(signedBy(signer, bare, unknown));
    assertEquals(SIGNATURE_DOES_NOT_MATCH, first.fault());
    assertEquals(first.fault(), second.fault());
    assertEquals(first.reason(), second.reason());
    assertEquals(first.details(), second.details());
  }

  @Test
  void sessionTokensOfOthers() {
    Credentials temporary =
        new Credentials(
            SdkSigner.OWNER.accessKeyId(),
            SdkSigner.OWNER.secretAccessKey(),
            Optional.of("a token"));
    SignableRequest bare =
        new SignableRequest("GET", "/", "", List.of(Map.entry("host", "localhost")));
    SigV4Signer signer = SigV4Signer.of(SdkSigner.REGION, SdkSigner.CLOCK);
    assertEquals(INVALID_TOKEN, fault(signedBy(signer, bare, temporary)));
  }

  @Test
  void payloadHashesThatAreNone() {
    assertEquals(INVALID_REQUEST, fault(good.without("x-amz-content-sha256")));
    assertEquals(INVALID_ARGUMENT, fault(good.with("x-amz-content-sha256", "STREAMING")));
    assertEquals(INVALID_ARGUMENT, fault(good.with("x-amz-content-sha256", "00")));
    assertEquals(INVALID_ARGUMENT, fault(good.with("x-amz-content-sha256", "g".repeat(64))));
    assertEquals(
        NOT_IMPLEMENTED,
        fault(good.with("x-amz-content-sha256", "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "%4", "%zz", "a%2", "\ud800", "%%41"})
  void encodingsThatAreNone(String text) {
    assertEquals(INVALID_URI, fault(good.withTarget("/bucket/" + text, "")));
    assertEquals(INVALID_URI, fault(good.withTarget("/bucket/key", "prefix=" + text)));
  }

  private static SignedExchange signedBy(SigV4Signer signer, SignableRequest bare) {
    return signedBy(signer, bare, SdkSigner.OWNER);
  }

  private static SignedExchange signedBy(
      SigV4Signer signer, SignableRequest bare, Credentials credentials) {
    SignedExchange signed = new SignedExchange(bare, new byte[0]);
    for (Map.Entry<String, String> added : signer.sign(bare, credentials, PayloadHash.EMPTY)) {
      signed = signed.with(added.getKey(), added.getValue());
    }
    return signed;
  }

  private static RequestVerifier verifierAfter(Duration time) {
    return SdkSigner.verifierAt(Clock.offset(SdkSigner.CLOCK, time));
  }

  private static SignatureFault fault(SignedExchange exchange) {
    return refusal(exchange).fault();
  }

  private static SignatureException refusal(SignedExchange exchange) {
    return assertThrows(
        SignatureException.class, () -> SdkSigner.verifier().verify(exchange.request()));
  }
}
