package com.cipherquay.proxy.sigv4;

import static com.cipherquay.proxy.sigv4.SignatureFault.ACCESS_DENIED;
import static com.cipherquay.proxy.sigv4.SignatureFault.INVALID_ARGUMENT;
import static com.cipherquay.proxy.sigv4.SignatureFault.INVALID_REQUEST;
import static com.cipherquay.proxy.sigv4.SignatureFault.INVALID_TOKEN;
import static com.cipherquay.proxy.sigv4.SignatureFault.SIGNATURE_DOES_NOT_MATCH;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The signature over a policy. The example is that of AWS, "Example: Browser-Based Upload using
 * HTTP POST (Using AWS Signature Version 4)"; the keys are AWS's own placeholders.
 */
final class PolicyVerifierTest {

  private static final String ID = "AKIAIOSFODNN7EXAMPLE";
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
  private static final String SIGNED = "2015-12-29T00:00:00Z";
  private static final String POLICY =
      "eyAiZXhwaXJhdGlvbiI6ICIyMDE1LTEyLTMwVDEyOjAwOjAwLjAwMFoiLA0KICAiY29uZGl0aW9ucyI6IFsNCiAgICB7"
          + "ImJ1Y2tldCI6ICJzaWd2NGV4YW1wbGVidWNrZXQifSwNCiAgICBbInN0YXJ0cy13aXRoIiwgIiRrZXkiLCAidXNl"
          + "ci91c2VyMS8iXSwNCiAgICB7ImFjbCI6ICJwdWJsaWMtcmVhZCJ9LA0KICAgIHsic3VjY2Vzc19hY3Rpb25fcmVk"
          + "aXJlY3QiOiAiaHR0cDovL3NpZ3Y0ZXhhbXBsZWJ1Y2tldC5zMy5hbWF6b25hd3MuY29tL3N1Y2Nlc3NmdWxfdXBs"
          + "b2FkLmh0bWwifSwNCiAgICBbInN0YXJ0cy13aXRoIiwgIiRDb250ZW50LVR5cGUiLCAiaW1hZ2UvIl0sDQogICAg"
          + "eyJ4LWFtei1tZXRhLXV1aWQiOiAiMTQzNjUxMjM2NTEyNzQifSwNCiAgICB7IngtYW16LXNlcnZlci1zaWRlLWVu"
          + "Y3J5cHRpb24iOiAiQUVTMjU2In0sDQogICAgWyJzdGFydHMtd2l0aCIsICIkeC1hbXotbWV0YS10YWciLCAiIl0s"
          + "DQoNCiAgICB7IngtYW16LWNyZWRlbnRpYWwiOiAiQUtJQUlPU0ZPRE5ON0VYQU1QTEUvMjAxNTEyMjkvdXMtZWFz"
          + "dC0xL3MzL2F3czRfcmVxdWVzdCJ9LA0KICAgIHsieC1hbXotYWxnb3JpdGhtIjogIkFXUzQtSE1BQy1TSEEyNTYi"
          + "fSwNCiAgICB7IngtYW16LWRhdGUiOiAiMjAxNTEyMjlUMDAwMDAwWiIgfQ0KICBdDQp9";

  private final Map<String, String> example =
      Map.of(
          "policy", POLICY,
          "x-amz-credential", ID + "/20151229/us-east-1/s3/aws4_request",
          "x-amz-algorithm", "AWS4-HMAC-SHA256",
          "x-amz-date", "20151229T000000Z",
          "x-amz-signature", "8afdbf4008c03f22c2cd3cdb72e4afbb1f6a588f3255ac628749a66d7f09699e");

  private final Map<String, String> old =
      Map.of(
          "policy", POLICY, "awsaccesskeyid", ID, "signature", Version2Signer.sign(SECRET, POLICY));

  @Test
  void thePublishedExample() {
    assertEquals(ID, verify(at(SIGNED), example));
  }

  @Test
  void version2() {
    assertEquals(ID, verify(at(SIGNED), old));
    PolicyVerifier version4 =
        PolicyVerifier.of(PolicyVerifierTest::secret, Optional.empty(), clock(SIGNED), false);
    assertEquals(INVALID_REQUEST, refusal(version4, old).fault());
  }

  @ParameterizedTest
  @ValueSource(strings = {"2015-12-28T23:45:00Z", "2016-01-05T00:00:00Z"})
  void aWeekLong(String now) {
    assertEquals(ID, verify(at(now), example));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2015-12-28T23:44:59Z", "2016-01-05T00:00:01Z"})
  void andNoLonger(String now) {
    assertEquals(ACCESS_DENIED, refusal(at(now), example).fault());
  }

  @ParameterizedTest
  @CsvSource({
    "x-amz-algorithm, AWS4-HMAC-SHA1",
    "x-amz-algorithm, ''",
    "x-amz-credential, AKIAIOSFODNN7EXAMPLE/20151228/us-east-1/s3/aws4_request",
    "x-amz-credential, AKIAIOSFODNN7EXAMPLE/20151229/us-east-1/ec2/aws4_request",
    "x-amz-credential, AKIAIOSFODNN7EXAMPLE/20151229/us-east-1/s3/aws5_request",
    "x-amz-credential, /20151229/us-east-1/s3/aws4_request",
    "x-amz-credential, AKIAIOSFODNN7EXAMPLE",
    "x-amz-date, 20151228T000000Z",
    "x-amz-date, 20151229",
    "x-amz-date, 2015-12-29T00:00:00Z",
    "signature, x",
    "awsaccesskeyid, x"
  })
  void malformed(String name, String value) {
    assertEquals(INVALID_ARGUMENT, refusal(at(SIGNED), with(example, name, value)).fault());
  }

  @ParameterizedTest
  @ValueSource(strings = {"policy", "x-amz-credential", "x-amz-date", "x-amz-signature"})
  void missing(String name) {
    SignatureException refused = refusal(at(SIGNED), without(example, name));
    assertEquals(INVALID_ARGUMENT, refused.fault());
    assertEquals(
        name, String.valueOf(refused.details().get("ArgumentName")).toLowerCase(Locale.ROOT));
  }

  @Test
  void anotherRegion() {
    PolicyVerifier elsewhere =
        PolicyVerifier.of(
            PolicyVerifierTest::secret, Optional.of("eu-west-1"), clock(SIGNED), false);
    SignatureException refused = refusal(elsewhere, example);
    assertEquals(INVALID_ARGUMENT, refused.fault());
    assertEquals("the region 'us-east-1' is wrong; expecting 'eu-west-1'", refused.reason());
    assertEquals("eu-west-1", refused.details().get("Region"));
  }

  @Test
  void everythingThatIsSigned() {
    for (Map<String, String> form : List.of(example, old)) {
      String signature = form.containsKey("signature") ? "signature" : "x-amz-signature";
      assertEquals(SIGNATURE_DOES_NOT_MATCH, fault(with(form, "policy", POLICY + "A")));
      assertEquals(SIGNATURE_DOES_NOT_MATCH, fault(with(form, "policy", POLICY.substring(0, 860))));
      assertEquals(SIGNATURE_DOES_NOT_MATCH, fault(with(form, signature, "0")));
    }
    String region = ID + "/20151229/eu-west-1/s3/aws4_request";
    assertEquals(SIGNATURE_DOES_NOT_MATCH, fault(with(example, "x-amz-credential", region)));
  }

  @Test
  void anUnknownIdLooksLikeAWrongSecret() {
    String unknown = "AKIANOBODY/20151229/us-east-1/s3/aws4_request";
    SignatureException first = refusal(at(SIGNED), with(example, "x-amz-credential", unknown));
    SignatureException second = refusal(at(SIGNED), with(example, "x-amz-signature", "0"));
    SignatureException third = refusal(at(SIGNED), with(old, "awsaccesskeyid", "AKIANOBODY"));
    assertEquals(SIGNATURE_DOES_NOT_MATCH, first.fault());
    assertEquals(first.reason(), second.reason());
    assertEquals(first.reason(), third.reason());
    assertEquals(Map.of(), first.details());
    assertEquals(Map.of(), second.details());
  }

  @Test
  void nobodyInParticular() {
    assertEquals(ACCESS_DENIED, fault(Map.of()));
    assertEquals(ACCESS_DENIED, fault(Map.of("policy", POLICY)));
  }

  @Test
  void sessionTokensOfOthers() {
    assertEquals(INVALID_TOKEN, fault(with(example, "x-amz-security-token", "t")));
    assertEquals(INVALID_TOKEN, fault(with(old, "x-amz-security-token", "t")));
  }

  private static PolicyVerifier at(String now) {
    return PolicyVerifier.of(
        PolicyVerifierTest::secret, Optional.of("us-east-1"), clock(now), true);
  }

  /** Any region, so that only the signature can be wrong. */
  private static SignatureFault fault(Map<String, String> fields) {
    return refusal(
            PolicyVerifier.of(PolicyVerifierTest::secret, Optional.empty(), clock(SIGNED), true),
            fields)
        .fault();
  }

  private static Clock clock(String now) {
    return Clock.fixed(Instant.parse(now), ZoneOffset.UTC);
  }

  private static Optional<String> secret(String id, Optional<String> sessionToken) {
    if (sessionToken.isPresent()) {
      throw RequestVerifier.invalidToken();
    }
    return id.equals(ID) ? Optional.of(SECRET) : Optional.empty();
  }

  private static String verify(PolicyVerifier verifier, Map<String, String> fields) {
    return verifier.verify(name -> Optional.ofNullable(fields.get(name.toLowerCase(Locale.ROOT))));
  }

  private static SignatureException refusal(PolicyVerifier verifier, Map<String, String> fields) {
    return assertThrows(SignatureException.class, () -> verify(verifier, fields));
  }

  private static Map<String, String> with(Map<String, String> form, String name, String value) {
    Map<String, String> next = new TreeMap<>(form);
    next.put(name, value);
    return next;
  }

  private static Map<String, String> without(Map<String, String> form, String name) {
    Map<String, String> next = new TreeMap<>(form);
    next.remove(name);
    return next;
  }
}
