package com.cipherquay.proxy.sigv4;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Signs requests to one region of an S3. Immutable but for its derived keys; thread-safe. */
public final class SigV4Signer {

  static final String ALGORITHM = "AWS4-HMAC-SHA256";

  private final String region;
  private final Clock clock;
  private final SigningKeys signingKeys = new SigningKeys();

  private SigV4Signer(String region, Clock clock) {
    this.region = region;
    this.clock = clock;
  }

  public static SigV4Signer of(String region, Clock clock) {
    return new SigV4Signer(region, clock);
  }

  /**
   * The header fields to add to a request: x-amz-date, x-amz-content-sha256, Authorization and, for
   * temporary credentials, x-amz-security-token.
   *
   * @param request every one of its header fields is signed, so {@code host} must be among them and
   *     what the HTTP client may change on its own must not
   * @param payloadHash the SHA-256 of the body in lower case hex, or {@link PayloadHash#UNSIGNED}
   */
  public List<Map.Entry<String, String>> sign(
      SignableRequest request, Credentials credentials, String payloadHash) {
    String time = SigningTime.format(clock.instant());
    List<Map.Entry<String, String>> added = new ArrayList<>(4);
    added.add(Map.entry("x-amz-date", time));
    added.add(Map.entry("x-amz-content-sha256", payloadHash));
    credentials.sessionToken().ifPresent(t -> added.add(Map.entry("x-amz-security-token", t)));
    List<Map.Entry<String, String>> all = new ArrayList<>(request.headers());
    all.addAll(added);
    SignableRequest complete =
        new SignableRequest(request.method(), request.rawPath(), request.rawQuery(), all);
    List<String> names = CanonicalRequest.headerNames(all);
    CredentialScope scope = scope(time);
    String signature = signature(complete, names, payloadHash, time, credentials);
    added.add(
        Map.entry(
            "authorization",
            (ALGORITHM + " Credential=" + credentials.accessKeyId() + "/" + scope)
                + (", SignedHeaders=" + String.join(";", names))
                + (", Signature=" + signature)));
    return added;
  }

  /**
   * The query of a presigned URL: the request's own parameters and those of the signature.
   *
   * @param request its header fields are signed and must be sent along; {@code host} among them
   * @param validity from one second to seven days
   */
  public String presign(SignableRequest request, Credentials credentials, Duration validity) {
    String time = SigningTime.format(clock.instant());
    List<String> names = CanonicalRequest.headerNames(request.headers());
    StringBuilder query = new StringBuilder(request.rawQuery());
    parameter(query, "X-Amz-Algorithm", ALGORITHM);
    parameter(query, "X-Amz-Credential", credentials.accessKeyId() + "/" + scope(time));
    parameter(query, "X-Amz-Date", time);
    parameter(query, "X-Amz-Expires", Long.toString(validity.toSeconds()));
    parameter(query, "X-Amz-SignedHeaders", String.join(";", names));
    credentials.sessionToken().ifPresent(t -> parameter(query, "X-Amz-Security-Token", t));
    SignableRequest complete = request.withQuery(query.toString());
    String signature = signature(complete, names, PayloadHash.UNSIGNED, time, credentials);
    parameter(query, CanonicalRequest.SIGNATURE_PARAMETER, signature);
    return query.toString();
  }

  private String signature(
      SignableRequest request,
      List<String> signedHeaders,
      String payloadHash,
      String time,
      Credentials credentials) {
    CredentialScope scope = scope(time);
    String canonical = CanonicalRequest.of(request, signedHeaders, payloadHash);
    byte[] signingKey = signingKeys.derive(credentials.secretAccessKey(), scope);
    String toSign = CanonicalRequest.stringToSign(canonical, time, scope);
    return Digests.HEX.formatHex(Digests.hmac(signingKey, toSign));
  }

  private CredentialScope scope(String time) {
    return new CredentialScope(time.substring(0, 8), region, CredentialScope.S3);
  }

  private static void parameter(StringBuilder query, String name, String value) {
    query.append(query.isEmpty() ? "" : "&").append(name).append('=');
    query.append(PercentEncoding.encode(value));
  }
}
