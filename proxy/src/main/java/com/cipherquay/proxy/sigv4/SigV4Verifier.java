package com.cipherquay.proxy.sigv4;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Verifies who signed a request, from its raw bytes. Thread-safe.
 *
 * <p>Everything that can be refused without a secret is refused first, the same for every access
 * key id. From there on an unknown id costs the same work as a known one, with a secret that nobody
 * has, and gets the same answer as a wrong secret: whether an id exists can not be found out.
 */
public final class SigV4Verifier {

  /** How far a client's clock may be off (AWS: 15 minutes). */
  private static final Duration MAX_SKEW = Duration.ofMinutes(15);

  private final Function<String, Optional<String>> secrets;
  private final Optional<String> region;
  private final Clock clock;
  private final SigningKeys signingKeys = new SigningKeys();
  private final String nobodysSecret = Digests.HEX.formatHex(new SecureRandom().generateSeed(20));

  private SigV4Verifier(
      Function<String, Optional<String>> secrets, Optional<String> region, Clock clock) {
    this.secrets = secrets;
    this.region = region;
    this.clock = clock;
  }

  /**
   * A verifier.
   *
   * @param secrets the secret access key of an access key id
   * @param region the only region to accept in a scope; any if empty
   */
  public static SigV4Verifier of(
      Function<String, Optional<String>> secrets, Optional<String> region, Clock clock) {
    return new SigV4Verifier(secrets, region, clock);
  }

  /**
   * The request, if it is signed by a known credential.
   *
   * @throws SignatureException if it is not, or not properly
   */
  public VerifiedRequest verify(SignableRequest request) {
    RequestFields headers = new RequestFields(request.headers());
    List<QueryParameter> query = QueryParameter.split(request.rawQuery());
    boolean presigned = PresignedQuery.isPresent(query);
    List<String> authorizations = headers.all("authorization");
    boolean version2Query = isVersion2(query);
    int mechanisms = authorizations.size() + (presigned ? 1 : 0) + (version2Query ? 1 : 0);
    if (mechanisms > 1) {
      throw new SignatureException(
          SignatureFault.INVALID_ARGUMENT,
          "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature"
              + " query string parameter or the Authorization header should be specified");
    }
    if (version2Query) {
      throw version2();
    }
    if (presigned) {
      return verifyPresigned(request, headers, PresignedQuery.parse(query));
    }
    if (authorizations.isEmpty()) {
      throw new SignatureException(SignatureFault.ACCESS_DENIED, "Anonymous access is refused");
    }
    return verifyHeader(request, headers, authorizations.get(0));
  }

  static SignatureException version2() {
    return new SignatureException(
        SignatureFault.INVALID_REQUEST,
        "The authorization mechanism you have provided is not supported. Please use"
            + " AWS4-HMAC-SHA256.");
  }

  private VerifiedRequest verifyHeader(
      SignableRequest request, RequestFields headers, String authorization) {
    PresentedSignature signature = AuthorizationHeader.parse(authorization, headers);
    checkRegion(signature, SignatureFault.AUTHORIZATION_HEADER_MALFORMED);
    Instant now = clock.instant();
    if (Duration.between(signature.instant(), now).abs().compareTo(MAX_SKEW) > 0) {
      throw new SignatureException(
          SignatureFault.REQUEST_TIME_TOO_SKEWED,
          "The difference between the request time and the current time is too large.",
          Map.of("RequestTime", signature.time(), "ServerTime", now.toString()));
    }
    String payloadHash =
        headers
            .single("x-amz-content-sha256")
            .orElseThrow(
                () ->
                    new SignatureException(
                        SignatureFault.INVALID_REQUEST,
                        "Missing required header for this request: x-amz-content-sha256"));
    return verified(request, headers, signature, payloadHash);
  }

  private VerifiedRequest verifyPresigned(
      SignableRequest request, RequestFields headers, PresignedQuery presigned) {
    PresentedSignature signature = presigned.signature();
    checkRegion(signature, SignatureFault.AUTHORIZATION_QUERY_PARAMETERS_ERROR);
    Instant now = clock.instant();
    Instant expires = signature.instant().plus(presigned.validity());
    if (signature.instant().isAfter(now.plus(MAX_SKEW))) {
      throw new SignatureException(SignatureFault.ACCESS_DENIED, "Request is not yet valid");
    }
    if (now.isAfter(expires)) {
      throw new SignatureException(
          SignatureFault.ACCESS_DENIED,
          "Request has expired",
          Map.of("Expires", expires.toString(), "ServerTime", now.toString()));
    }
    // The body of a presigned request is not covered unless the URL, or a signed header, says how.
    Optional<String> signedHeader =
        headers
            .single("x-amz-content-sha256")
            .filter(value -> signature.signedHeaders().contains("x-amz-content-sha256"));
    String payloadHash =
        presigned.contentSha256().or(() -> signedHeader).orElse(PayloadHash.UNSIGNED);
    return verified(request, headers, signature, payloadHash);
  }

  private VerifiedRequest verified(
      SignableRequest request,
      RequestFields headers,
      PresentedSignature signature,
      String payloadHash) {
    PayloadMode mode = PayloadMode.of(payloadHash);
    refuseSessionToken(request.rawQuery(), headers);
    checkCoverage(signature, headers, payloadHash);
    String canonical = CanonicalRequest.of(request, signature.signedHeaders(), payloadHash);
    String toSign = CanonicalRequest.stringToSign(canonical, signature.time(), signature.scope());
    Optional<String> secret = secrets.apply(signature.accessKeyId());
    byte[] signingKey = signingKeys.derive(secret.orElse(nobodysSecret), signature.scope());
    String expected = Digests.HEX.formatHex(Digests.hmac(signingKey, toSign));
    boolean matches = constantTimeEquals(expected, signature.signature());
    if (!matches || secret.isEmpty()) {
      throw new SignatureException(
          SignatureFault.SIGNATURE_DOES_NOT_MATCH,
          "The access key id is unknown, or the request signature we calculated does not match the"
              + " signature you provided. Check your access key, secret key and signing method.");
    }
    ChunkSigner chunkSigner =
        new ChunkSigner(signingKey, signature.time(), signature.scope(), expected);
    return new VerifiedRequest(signature.accessKeyId(), headers, payloadHash, mode, chunkSigner);
  }

  static boolean constantTimeEquals(String expected, String presented) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), presented.getBytes(StandardCharsets.UTF_8));
  }

  private void checkRegion(PresentedSignature signature, SignatureFault fault) {
    String presented = signature.scope().region();
    if (region.isPresent() && !region.get().equals(presented)) {
      throw new SignatureException(
          fault,
          "The region of the credential scope is wrong; expecting '" + region.get() + "'",
          Map.of("Region", region.get()));
    }
  }

  /** No temporary credentials are handed out, so every session token is a foreign one. */
  private static void refuseSessionToken(String rawQuery, RequestFields headers) {
    boolean inQuery =
        QueryParameter.split(rawQuery).stream()
            .anyMatch(parameter -> parameter.name().equalsIgnoreCase("x-amz-security-token"));
    if (inQuery || !headers.all("x-amz-security-token").isEmpty()) {
      throw new SignatureException(
          SignatureFault.INVALID_TOKEN, "The provided token is malformed or otherwise invalid.");
    }
  }

  /**
   * Host and every x-amz-* header must be signed: an unsigned one could have been added by anybody
   * on the way. The payload hash is the last line of what is signed, so its header need not be
   * listed, but then must say the same.
   */
  private static void checkCoverage(
      PresentedSignature signature, RequestFields headers, String payloadHash) {
    List<String> signed = signature.signedHeaders();
    List<String> unsigned =
        headers.namesStartingWith("x-amz-").stream()
            .filter(name -> !signed.contains(name))
            .filter(
                name ->
                    !name.equals("x-amz-content-sha256")
                        || !headers.all(name).equals(List.of(payloadHash)))
            .distinct()
            .toList();
    if (!signed.contains("host") || headers.all("host").size() != 1) {
      throw notSigned("host");
    }
    if (!unsigned.isEmpty()) {
      throw notSigned(String.join(", ", unsigned));
    }
  }

  private static SignatureException notSigned(String names) {
    return new SignatureException(
        SignatureFault.ACCESS_DENIED,
        "There were headers present in the request which were not signed",
        Map.of("HeadersNotSigned", names.toLowerCase(Locale.ROOT)));
  }

  private static boolean isVersion2(List<QueryParameter> query) {
    return query.stream()
        .map(QueryParameter::name)
        .anyMatch(name -> name.equals("AWSAccessKeyId") || name.equals("Signature"));
  }
}
