package com.cipherquay.proxy.sigv4;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Verifies who signed a request, from its raw bytes, in whichever of the ways that there are.
 * Thread-safe.
 *
 * <p>Everything that can be refused without a secret is refused first, the same for every access
 * key id.
 */
public final class RequestVerifier {

  /** The header, and in other case the parameter, of a session token. */
  static final String TOKEN = "x-amz-security-token";

  private final SecretKeys secrets;
  private final Clock clock;
  private final SigV4Verifier version4;
  private final Optional<SigV2Verifier> version2;

  private RequestVerifier(
      SecretKeys secrets, Clock clock, SigV4Verifier version4, Optional<SigV2Verifier> version2) {
    this.secrets = secrets;
    this.clock = clock;
    this.version4 = version4;
    this.version2 = version2;
  }

  /**
   * A verifier of Signature Version 4 alone.
   *
   * @param secrets of the credentials to accept
   * @param region the only region to accept in a scope; any if empty
   */
  public static RequestVerifier of(Secrets secrets, Optional<String> region, Clock clock) {
    SecretKeys keys = new SecretKeys(secrets);
    return new RequestVerifier(
        keys, clock, new SigV4Verifier(keys, region, clock), Optional.empty());
  }

  /**
   * The same, and of Signature Version 2.
   *
   * @param bucketOfHost the bucket that a Host header names, which Version 2 signs as part of the
   *     path
   */
  public RequestVerifier withVersion2(Function<String, Optional<String>> bucketOfHost) {
    return new RequestVerifier(
        secrets, clock, version4, Optional.of(new SigV2Verifier(secrets, bucketOfHost, clock)));
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
    boolean presignedByVersion2 = Version2Query.isPresent(query);
    List<String> authorizations = headers.all("authorization");
    if (authorizations.size() + (presignedByVersion2 ? 1 : 0) + (presigned ? 1 : 0) > 1) {
      throw new SignatureException(
          SignatureFault.INVALID_ARGUMENT,
          "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature"
              + " query string parameter or the Authorization header should be specified");
    }
    if (presignedByVersion2) {
      return version2().verifyQuery(request, headers, query);
    }
    if (presigned) {
      return version4.verifyPresigned(request, headers, PresignedQuery.parse(query));
    }
    if (authorizations.isEmpty()) {
      throw new SignatureException(SignatureFault.ACCESS_DENIED, "Anonymous access is refused");
    }
    String authorization = authorizations.get(0);
    return Version2Authorization.isOne(authorization)
        ? version2().verifyHeader(request, headers, authorization)
        : version4.verifyHeader(request, headers, authorization);
  }

  private SigV2Verifier version2() {
    return version2.orElseThrow(RequestVerifier::version2Refused);
  }

  /** What AWS answers where Version 2 is not taken. */
  static SignatureException version2Refused() {
    return new SignatureException(
        SignatureFault.INVALID_REQUEST,
        "The authorization mechanism you have provided is not supported. Please use"
            + " AWS4-HMAC-SHA256.");
  }

  /** Version 2 is for clients of before session tokens. */
  static void refuseSessionToken(String rawQuery, RequestFields headers) {
    refuseTokenInQuery(rawQuery);
    if (!headers.all(TOKEN).isEmpty()) {
      throw invalidToken();
    }
  }

  /** A token stands where the signature stands. */
  static void refuseTokenInQuery(String rawQuery) {
    if (QueryParameter.split(rawQuery).stream()
        .anyMatch(parameter -> parameter.name().equalsIgnoreCase(TOKEN))) {
      throw invalidToken();
    }
  }

  static SignatureException invalidToken() {
    return new SignatureException(
        SignatureFault.INVALID_TOKEN, "The provided token is malformed or otherwise invalid.");
  }
}
