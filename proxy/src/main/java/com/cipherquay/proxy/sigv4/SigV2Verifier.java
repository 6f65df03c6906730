package com.cipherquay.proxy.sigv4;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Verifies Signature Version 2 in the header and in the query (AWS, "Signing and Authenticating
 * REST Requests"). Thread-safe.
 *
 * <p>It signs no payload hash: what a request says of its body by other means (Content-MD5,
 * checksums) is verified all the same.
 */
final class SigV2Verifier {

  private final SecretKeys secrets;
  private final Function<String, Optional<String>> bucketOfHost;
  private final Clock clock;

  SigV2Verifier(SecretKeys secrets, Function<String, Optional<String>> bucketOfHost, Clock clock) {
    this.secrets = secrets;
    this.bucketOfHost = bucketOfHost;
    this.clock = clock;
  }

  VerifiedRequest verifyHeader(
      SignableRequest request, RequestFields headers, String authorization) {
    Version2Authorization signature = Version2Authorization.parse(authorization);
    Optional<String> amzDate = headers.single("x-amz-date");
    String time = amzDate.or(() -> headers.single("date")).orElse("");
    Instant signed = SigningTime.parseAny(time).orElseThrow(AuthorizationHeader::noDate);
    SigV4Verifier.requireRecent(time, signed, clock.instant());
    return verified(request, headers, signature, amzDate.isPresent() ? "" : time);
  }

  VerifiedRequest verifyQuery(
      SignableRequest request, RequestFields headers, List<QueryParameter> query) {
    Version2Query presigned = Version2Query.parse(query);
    Instant now = clock.instant();
    if (now.isAfter(presigned.instant())) {
      throw new SignatureException(
          SignatureFault.ACCESS_DENIED,
          "Request has expired",
          Map.of(
              "Expires", presigned.instant().toString(),
              "ServerTime", now.truncatedTo(ChronoUnit.SECONDS).toString()));
    }
    return verified(request, headers, presigned.authorization(), presigned.expires());
  }

  private VerifiedRequest verified(
      SignableRequest request,
      RequestFields headers,
      Version2Authorization signature,
      String date) {
    String payloadHash = headers.single("x-amz-content-sha256").orElse(PayloadHash.UNSIGNED);
    PayloadMode mode = PayloadMode.of(payloadHash);
    if (mode.areChunksSigned()) {
      throw new SignatureException(
          SignatureFault.INVALID_REQUEST, "Signature Version 2 does not sign chunks.");
    }
    RequestVerifier.refuseSessionToken(request.rawQuery(), headers);
    List<QueryParameter> query = QueryParameter.split(request.rawQuery());
    SecretKeys.Found secret = secrets.of(Signer.of(signature.accessKeyId()));
    byte[] key = secret.secret().getBytes(UTF_8);
    List<String> expected =
        paths(request, headers).stream()
            .map(path -> Version2Text.of(request, headers, query, date, path))
            .map(text -> Base64.getEncoder().encodeToString(Digests.hmacSha1(key, text)))
            .toList();
    secret.require(signature.signature(), expected);
    return new VerifiedRequest(
        Signer.of(signature.accessKeyId()), headers, payloadHash, mode, ChunkSigner.none());
  }

  /**
   * The path as sent, behind the bucket of a virtual host. A bucket alone in the path may be signed
   * with a slash behind it that is not sent, as boto3 does: it is the same bucket.
   */
  private List<String> paths(SignableRequest request, RequestFields headers) {
    Optional<String> bucket = headers.single("host").flatMap(bucketOfHost);
    String path = bucket.map(name -> "/" + name).orElse("") + request.rawPath();
    return path.indexOf('/', 1) < 0 && path.length() > 1
        ? List.of(path, path + "/")
        : List.of(path);
  }
}
