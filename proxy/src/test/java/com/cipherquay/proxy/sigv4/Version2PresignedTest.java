package com.cipherquay.proxy.sigv4;

import static com.cipherquay.proxy.sigv4.SignatureFault.ACCESS_DENIED;
import static com.cipherquay.proxy.sigv4.SignatureFault.INVALID_ARGUMENT;
import static com.cipherquay.proxy.sigv4.SignatureFault.INVALID_REQUEST;
import static com.cipherquay.proxy.sigv4.SignatureFault.INVALID_TOKEN;
import static com.cipherquay.proxy.sigv4.SignatureFault.SIGNATURE_DOES_NOT_MATCH;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A Signature Version 2 in the query: what passes, and every way to be refused. */
final class Version2PresignedTest {

  private static final String ID = SdkSigner.OWNER.accessKeyId();
  private static final long EXPIRES = SdkSigner.NOW.getEpochSecond() + 60;

  private final String good = query("GET", "/bucket/key", EXPIRES);

  @Test
  void passesUntilItsEnd() {
    assertEquals(ID, verifierAfter(0).verify(get(good)).accessKeyId());
    assertEquals(ID, verifierAfter(60).verify(get(good)).accessKeyId());
    SignatureException refused =
        assertThrows(SignatureException.class, () -> verifierAfter(61).verify(get(good)));
    assertEquals(ACCESS_DENIED, refused.fault());
    assertEquals("Request has expired", refused.reason());
    assertEquals(
        Map.of("Expires", "2026-03-04T05:07:07Z", "ServerTime", "2026-03-04T05:07:08Z"),
        refused.details());
  }

  @Test
  void overridesOfTheAnswerAreSignedDecoded() {
    String overridden =
        query("GET", "/bucket/key?response-content-disposition=attachment; filename=\"ä b\"");
    String parameter = "response-content-disposition=attachment%3B%20filename%3D%22%C3%A4%20b%22&";
    assertEquals(ID, verifierAfter(0).verify(get(parameter + overridden)).accessKeyId());
    assertEquals(SIGNATURE_DOES_NOT_MATCH, fault(get(parameter + good)));
    assertEquals(SIGNATURE_DOES_NOT_MATCH, fault(get(overridden)));
  }

  /** Presigners put headers into the query, and sign them as headers. */
  @Test
  void headersInTheQueryAreSignedAsHeaders() {
    String signature =
        Version2Signer.sign(
            "PUT", "", "", "" + EXPIRES, "x-amz-acl:private", "x-amz-meta-a:1 ü", "/bucket/key");
    String query = query(EXPIRES, signature) + "&x-amz-meta-a=1%20%C3%BC&x-amz-acl=private";
    SignableRequest put = new SignableRequest("PUT", "/bucket/key", query, host());
    assertEquals(ID, verifierAfter(0).verify(put).accessKeyId());
    assertEquals(SIGNATURE_DOES_NOT_MATCH, fault(put.withQuery(query + "&x-amz-meta-b=2")));
    assertEquals(
        SIGNATURE_DOES_NOT_MATCH, fault(put.withQuery(query.replace("private", "public"))));
  }

  /** A sub-resource with an equals sign and nothing behind it is signed as it stands. */
  @Test
  void emptyValues() {
    assertEquals(
        ID, verifierAfter(0).verify(get("acl&" + query("GET", "/bucket/key?acl"))).accessKeyId());
    assertEquals(
        ID, verifierAfter(0).verify(get("acl=&" + query("GET", "/bucket/key?acl="))).accessKeyId());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-1",
        "+1",
        "1.5",
        "tomorrow",
        "999999999999",
        "99999999999999999999",
        "%D9%A1"
      })
  void anEndThatIsNone(String expires) {
    assertEquals(ACCESS_DENIED, fault(get(good.replace("" + EXPIRES, expires))));
  }

  @Test
  void whateverWasSignedAndThenAltered() {
    assertEquals(
        SIGNATURE_DOES_NOT_MATCH, fault(get(good.replace("" + EXPIRES, "" + (EXPIRES + 1)))));
    assertEquals(
        SIGNATURE_DOES_NOT_MATCH,
        fault(new SignableRequest("DELETE", "/bucket/key", good, host())));
    assertEquals(
        SIGNATURE_DOES_NOT_MATCH, fault(new SignableRequest("GET", "/bucket/kex", good, host())));
    assertEquals(SIGNATURE_DOES_NOT_MATCH, fault(get(good + "&tagging")));
    assertEquals(SIGNATURE_DOES_NOT_MATCH, fault(get(good.replace(ID, "AKIDNOBODY000000EXMP"))));
  }

  @Test
  void incomplete() {
    for (String part : good.split("&", -1)) {
      String rest = good.replace(part, "x=y");
      assertEquals(ACCESS_DENIED, fault(get(rest)), rest);
    }
  }

  @Test
  void repeated() {
    assertEquals(INVALID_ARGUMENT, fault(get(good + "&Expires=1")));
    assertEquals(INVALID_ARGUMENT, fault(get(good + "&AWSAccessKeyId=" + ID)));
    assertEquals(INVALID_ARGUMENT, fault(get(good + "&X-Amz-Signature=0")));
  }

  @Test
  void sessionTokensOfOthers() {
    assertEquals(INVALID_TOKEN, fault(get(good + "&x-amz-security-token=t")));
  }

  @Test
  void whereItIsNotTaken() {
    assertEquals(
        INVALID_REQUEST,
        assertThrows(SignatureException.class, () -> SdkSigner.verifier().verify(get(good)))
            .fault());
  }

  private static String query(String method, String resource) {
    return query(method, resource, EXPIRES);
  }

  private static String query(String method, String resource, long expires) {
    return query(expires, Version2Signer.sign(method, "", "", "" + expires, resource));
  }

  private static String query(long expires, String signature) {
    return "AWSAccessKeyId=%s&Expires=%d&Signature=%s"
        .formatted(ID, expires, Version2Signer.escaped(signature));
  }

  private static SignableRequest get(String query) {
    return new SignableRequest("GET", "/bucket/key", query, host());
  }

  private static List<Map.Entry<String, String>> host() {
    return List.of(Map.entry("Host", "localhost"));
  }

  private static RequestVerifier verifierAfter(long seconds) {
    return Version2RefusalTest.verifierAt(
        Clock.offset(SdkSigner.CLOCK, Duration.ofSeconds(seconds)));
  }

  private static SignatureFault fault(SignableRequest request) {
    return assertThrows(SignatureException.class, () -> verifierAfter(0).verify(request)).fault();
  }
}
