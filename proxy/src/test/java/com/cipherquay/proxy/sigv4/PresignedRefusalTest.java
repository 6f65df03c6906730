package com.cipherquay.proxy.sigv4;

import static com.cipherquay.proxy.sigv4.SignatureFault.ACCESS_DENIED;
import static com.cipherquay.proxy.sigv4.SignatureFault.AUTHORIZATION_QUERY_PARAMETERS_ERROR;
import static com.cipherquay.proxy.sigv4.SignatureFault.INVALID_TOKEN;
import static com.cipherquay.proxy.sigv4.SignatureFault.SIGNATURE_DOES_NOT_MATCH;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.SdkHttpMethod;

/** Every way to be refused with a signature in the query. */
final class PresignedRefusalTest {

  private final SignedExchange good =
      SdkSigner.presign(
          SdkSigner.request(
              SdkHttpMethod.PUT, "/bucket/key", List.of(Map.entry("x-id", "PutObject"))),
          Duration.ofHours(1));

  @Test
  void takesABodyThatIsNotCovered() throws IOException {
    byte[] body = {1, 2, 3};
    assertArrayEquals(body, good.withBody(body).read(SdkSigner.verifier()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-1",
        "-604800",
        "604801",
        "99999999",
        "100000000",
        "9223372036854775808",
        "18446744073709555216",
        "",
        "+1",
        "1.5",
        "0x10",
        "%D9%A1"
      })
  void validityOutOfRange(String expires) {
    assertEquals(
        AUTHORIZATION_QUERY_PARAMETERS_ERROR, fault(altered("Expires=3600", "Expires=" + expires)));
  }

  @Test
  void aWeekIsTheLongest() {
    SignedExchange week =
        SdkSigner.presign(
            SdkSigner.request(SdkHttpMethod.GET, "/bucket/key", List.of()), Duration.ofDays(7));
    RequestVerifier atTheEnd = verifierAfter(Duration.ofDays(7));
    assertEquals(SdkSigner.OWNER.accessKeyId(), atTheEnd.verify(week.request()).accessKeyId());
    assertEquals(ACCESS_DENIED, fault(verifierAfter(Duration.ofSeconds(604_801)), week));
  }

  @Test
  void outsideOfItsTime() {
    assertEquals(ACCESS_DENIED, fault(verifierAfter(Duration.ofSeconds(3601)), good));
    assertEquals(ACCESS_DENIED, fault(verifierAfter(Duration.ofSeconds(-901)), good));
  }

  @ParameterizedTest
  @CsvSource({
    "X-Amz-Algorithm=AWS4-HMAC-SHA256, X-Amz-Algorithm=AWS4-ECDSA-P256-SHA256",
    "X-Amz-Algorithm=AWS4-HMAC-SHA256, X-Amz-Algorithm=",
    "X-Amz-Algorithm=AWS4-HMAC-SHA256&, ''",
    "X-Amz-Date=20260304T050607Z&, ''",
    "X-Amz-Date=20260304T050607Z, X-Amz-Date=20260304",
    "X-Amz-Date=20260304T050607Z, X-Amz-Date=20260305T050607Z",
    "X-Amz-SignedHeaders=host&, ''",
    "X-Amz-SignedHeaders=host, X-Amz-SignedHeaders=Host",
    "X-Amz-Expires=3600&, ''",
    "X-Amz-Credential=, X-Amz-Cred=",
    "%2Feu-central-1%2F, %2Fus-east-1%2F",
    "%2Fs3%2F, %2Fsqs%2F",
    "aws4_request, aws5_request",
    "X-Amz-Expires=3600, X-Amz-Expires=3600&X-Amz-Expires=3600",
    "X-Amz-Expires=3600, X-Amz-Expires=3600&x-amz-expires=7200",
    "X-Amz-Signature=, X-Amz-Signature=0&X-Amz-Signature=",
    "X-Amz-Signature=, X-Amz-Sig="
  })
  void malformedParameters(String part, String instead) {
    assertEquals(AUTHORIZATION_QUERY_PARAMETERS_ERROR, fault(altered(part, instead)));
  }

  @Test
  void whateverWasSignedAndThenAltered() {
    assertEquals(SIGNATURE_DOES_NOT_MATCH, fault(altered("Expires=3600", "Expires=3601")));
    assertEquals(SIGNATURE_DOES_NOT_MATCH, fault(altered("x-id=PutObject", "x-id=GetObject")));
    assertEquals(SIGNATURE_DOES_NOT_MATCH, fault(altered("x-id=PutObject", "x-id=PutObject&acl")));
    assertEquals(
        SIGNATURE_DOES_NOT_MATCH, fault(good.withTarget("/bucket/kex", good.request().rawQuery())));
    assertEquals(SIGNATURE_DOES_NOT_MATCH, fault(good.with("Host", "elsewhere:9000")));
  }

  @Test
  void headersThatAreNotSigned() {
    assertEquals(ACCESS_DENIED, fault(good.with("x-amz-meta-a", "b")));
    assertEquals(ACCESS_DENIED, fault(good.with("x-amz-content-sha256", PayloadHash.EMPTY)));
    assertEquals(ACCESS_DENIED, fault(altered("SignedHeaders=host", "SignedHeaders=range")));
  }

  @Test
  void sessionTokensOfOthers() {
    assertEquals(
        INVALID_TOKEN,
        fault(altered("X-Amz-Expires=3600", "X-Amz-Expires=3600&X-Amz-Security-Token=t")));
  }

  private SignedExchange altered(String part, String instead) {
    String query = good.request().rawQuery();
    assertEquals(true, query.contains(part), query);
    return good.withTarget("/bucket/key", query.replace(part, instead));
  }

  private static RequestVerifier verifierAfter(Duration time) {
    return SdkSigner.verifierAt(Clock.offset(SdkSigner.CLOCK, time));
  }

  private static SignatureFault fault(SignedExchange exchange) {
    return fault(SdkSigner.verifier(), exchange);
  }

  private static SignatureFault fault(RequestVerifier verifier, SignedExchange exchange) {
    return assertThrows(SignatureException.class, () -> verifier.verify(exchange.request()))
        .fault();
  }
}
