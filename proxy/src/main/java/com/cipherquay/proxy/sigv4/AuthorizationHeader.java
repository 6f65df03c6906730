package com.cipherquay.proxy.sigv4;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A signature in the Authorization header (AWS, "Signature Calculations for the Authorization
 * Header").
 */
final class AuthorizationHeader {

  private static final SignatureFault MALFORMED = SignatureFault.AUTHORIZATION_HEADER_MALFORMED;
  private static final String V4A = "AWS4-ECDSA-P256-SHA256";

  private AuthorizationHeader() {}

  static PresentedSignature parse(String authorization, RequestFields headers) {
    Map<String, String> components = components(afterAlgorithm(authorization));
    CredentialField credential =
        CredentialField.parse(component(components, "Credential"), MALFORMED);
    Instant instant = instant(headers);
    String time = SigningTime.format(instant);
    credential.checkDate(time, MALFORMED);
    return new PresentedSignature(
        credential.accessKeyId(),
        credential.scope(),
        time,
        instant,
        CredentialField.signedHeaders(component(components, "SignedHeaders"), MALFORMED),
        component(components, "Signature"));
  }

  private static String afterAlgorithm(String authorization) {
    int space = authorization.indexOf(' ');
    String algorithm = space < 0 ? authorization : authorization.substring(0, space);
    switch (algorithm) {
      case SigV4Signer.ALGORITHM -> {
        return space < 0 ? "" : authorization.substring(space + 1);
      }
      case V4A ->
          throw new SignatureException(
              SignatureFault.NOT_IMPLEMENTED, "SigV4A is not supported; use AWS4-HMAC-SHA256.");
      default ->
          throw new SignatureException(
              SignatureFault.INVALID_ARGUMENT, "Unsupported Authorization Type");
    }
  }

  private static Map<String, String> components(String text) {
    Map<String, String> components = new HashMap<>();
    for (String component : text.split(",", -1)) {
      int equals = component.indexOf('=');
      String name = equals < 0 ? "" : component.substring(0, equals).strip();
      boolean known =
          "Credential".equals(name) || "SignedHeaders".equals(name) || "Signature".equals(name);
      if (!known || components.put(name, component.substring(equals + 1).strip()) != null) {
        throw new SignatureException(
            MALFORMED,
            "The authorization header is malformed; expecting Credential, SignedHeaders and"
                + " Signature, each once.");
      }
    }
    return components;
  }

  private static String component(Map<String, String> components, String name) {
    String value = components.get(name);
    if (value == null || value.isEmpty()) {
      throw new SignatureException(
          MALFORMED, "The authorization header is malformed; missing " + name + ".");
    }
    return value;
  }

  /** The time of signing: x-amz-date, or else Date, which older clients sign instead. */
  private static Instant instant(RequestFields headers) {
    Optional<String> amzDate = headers.single("x-amz-date");
    Optional<Instant> instant =
        amzDate.isPresent()
            ? amzDate.flatMap(SigningTime::parse)
            : headers.single("date").flatMap(SigningTime::parseAny);
    return instant.orElseThrow(AuthorizationHeader::noDate);
  }

  static SignatureException noDate() {
    return new SignatureException(
        SignatureFault.ACCESS_DENIED,
        "AWS authentication requires a valid Date or x-amz-date header");
  }
}
