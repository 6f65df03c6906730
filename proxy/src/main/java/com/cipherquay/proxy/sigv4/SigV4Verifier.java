package com.cipherquay.proxy.sigv4;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Verifies Signature Version 4 in the header and in the query. Thread-safe. */
final class SigV4Verifier {

  /** How far a client's clock may be off (AWS: 15 minutes). */
  static final Duration MAX_SKEW = Duration.ofMinutes(15);

  private final SecretKeys secrets;
  private final Optional<String> region;
  private final Clock clock;
  private final SigningKeys signingKeys = new SigningKeys();

  /**
   * @param region the only region to accept in a scope; any if empty
   */
  SigV4Verifier(SecretKeys secrets, Optional<String> region, Clock clock) {
    this.secrets = secrets;
    this.region = region;
    this.clock = clock;
  }

  VerifiedRequest verifyHeader(
      SignableRequest request, RequestFields headers, String authorization) {
    PresentedSignature signature = AuthorizationHeader.parse(authorization, headers);
    checkRegion(signature, SignatureFault.AUTHORIZATION_HEADER_MALFORMED);
    requireRecent(signature.time(), signature.instant(), clock.instant());
    String payloadHash =
        headers
            .single("x-amz-content-sha256")
            .orElseThrow(
                () ->
                    new SignatureException(
                        SignatureFault.INVALID_REQUEST,
                        "Missing required header for this request: x-amz-content-sha256"));
    RequestVerifier.refuseTokenInQuery(request.rawQuery());
    Optional<String> token = headers.single(RequestVerifier.TOKEN);
    return verified(request, headers, signature, token, payloadHash);
  }

  VerifiedRequest verifyPresigned(
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
          Map.of(
              "X-Amz-Expires", Long.toString(presigned.validity().toSeconds()),
              "Expires", expires.toString(),
              "ServerTime", now.truncatedTo(ChronoUnit.SECONDS).toString()));
    }
    // The body of a presigned request is not covered unless the URL, or a signed header, says how.
    Optional<String> signedHeader =
        headers
            .single("x-amz-content-sha256")
            .filter(value -> signature.signedHeaders().contains("x-amz-content-sha256"));
    String payloadHash =
        presigned.contentSha256().or(() -> signedHeader).orElse(PayloadHash.UNSIGNED);
    if (!headers.all(RequestVerifier.TOKEN).isEmpty()) {
      throw RequestVerifier.invalidToken();
    }
    return verified(request, headers, signature, presigned.sessionToken(), payloadHash);
  }

  private VerifiedRequest verified(
      SignableRequest request,
      RequestFields headers,
      PresentedSignature signature,
      Optional<String> token,
      String payloadHash) {
    PayloadMode mode = PayloadMode.of(payloadHash);
    checkCoverage(signature, headers, payloadHash);
    Signer signer = new Signer(signature.accessKeyId(), token);
    String canonical = CanonicalRequest.of(request, signature.signedHeaders(), payloadHash);
    String toSign = CanonicalRequest.stringToSign(canonical, signature.time(), signature.scope());
    SecretKeys.Found secret = secrets.of(signer);
    byte[] signingKey = signingKeys.derive(secret.secret(), signature.scope());
    String expected = Digests.HEX.formatHex(Digests.hmac(signingKey, toSign));
    secret.require(signature.signature(), List.of(expected));
    ChunkSigner chunkSigner =
        new ChunkSigner(signingKey, signature.time(), signature.scope(), expected);
    return new VerifiedRequest(signer, headers, payloadHash, mode, chunkSigner);
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

  /**
   * Passes if a request was signed just now.
   *
   * @param presented the time as the client wrote it
   */
  static void requireRecent(String presented, Instant signed, Instant now) {
    if (Duration.between(signed, now).abs().compareTo(MAX_SKEW) > 0) {
      throw new SignatureException(
          SignatureFault.REQUEST_TIME_TOO_SKEWED,
          "The difference between the request time and the current time is too large.",
          Map.of(
              "RequestTime", presented,
              "ServerTime", now.truncatedTo(ChronoUnit.SECONDS).toString(),
              "MaxAllowedSkewMilliseconds", Long.toString(MAX_SKEW.toMillis())));
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
}
