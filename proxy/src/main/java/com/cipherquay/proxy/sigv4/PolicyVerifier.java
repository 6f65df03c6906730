package com.cipherquay.proxy.sigv4;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Verifies who signed the policy of a form (AWS, "Authenticating Requests: Browser-Based Uploads
 * Using POST"). What is signed is the policy as the form carries it, in base64. Thread-safe.
 */
public final class PolicyVerifier {

  private static final String POLICY = "policy";
  private static final String ALGORITHM = "X-Amz-Algorithm";
  private static final String CREDENTIAL = "X-Amz-Credential";
  private static final String DATE = "X-Amz-Date";
  private static final String SIGNATURE = "X-Amz-Signature";
  private static final List<String> VERSION_4 = List.of(ALGORITHM, CREDENTIAL, DATE, SIGNATURE);
  private static final String ID_2 = "AWSAccessKeyId";
  private static final String SIGNATURE_2 = "Signature";
  private static final List<String> VERSION_2 = List.of(ID_2, SIGNATURE_2);
  // AWS, "Amazon S3 Signature Version 4 authentication specific policy keys": the signing key is
  // valid for up to seven days, and so are signatures.
  private static final Duration LONGEST = Duration.ofDays(7);

  private final SecretKeys secrets;
  private final Optional<String> region;
  private final Clock clock;
  private final boolean version2;
  private final SigningKeys signingKeys = new SigningKeys();

  private PolicyVerifier(
      SecretKeys secrets, Optional<String> region, Clock clock, boolean version2) {
    this.secrets = secrets;
    this.region = region;
    this.clock = clock;
    this.version2 = version2;
  }

  /**
   * A verifier.
   *
   * @param secrets of the credentials to accept
   * @param region the only region to accept in a scope; any if empty
   * @param version2 whether Signature Version 2 is taken too
   */
  public static PolicyVerifier of(
      Secrets secrets, Optional<String> region, Clock clock, boolean version2) {
    return new PolicyVerifier(new SecretKeys(secrets), region, clock, version2);
  }

  /**
   * The access key id under which the policy is signed.
   *
   * @param fields the fields of the form, by lower-case name
   * @throws SignatureException if it is not, or not properly
   */
  public String verify(Function<String, Optional<String>> fields) {
    boolean signed4 = VERSION_4.stream().anyMatch(name -> fields.apply(name).isPresent());
    boolean signed2 = VERSION_2.stream().anyMatch(name -> fields.apply(name).isPresent());
    if (signed4 && signed2) {
      throw new SignatureException(
          SignatureFault.INVALID_ARGUMENT, "Only one auth mechanism allowed in a form");
    }
    if (!signed4 && !signed2) {
      throw new SignatureException(SignatureFault.ACCESS_DENIED, "Anonymous access is refused");
    }
    if (signed2 && !version2) {
      throw RequestVerifier.version2Refused();
    }
    required(fields, POLICY);
    (signed4 ? VERSION_4 : VERSION_2).forEach(name -> required(fields, name));
    if (signed2 && sessionToken(fields).isPresent()) {
      throw RequestVerifier.invalidToken();
    }
    return signed4 ? version4(fields) : version2(fields);
  }

  /** The session token of the credential that signed, if it has one. */
  public static Optional<String> sessionToken(Function<String, Optional<String>> fields) {
    return fields.apply(RequestVerifier.TOKEN);
  }

  private String version4(Function<String, Optional<String>> fields) {
    String algorithm = required(fields, ALGORITHM);
    if (!algorithm.equals(SigV4Signer.ALGORITHM)) {
      throw invalid(ALGORITHM, algorithm, "X-Amz-Algorithm only supports \"AWS4-HMAC-SHA256\"");
    }
    String text = required(fields, CREDENTIAL);
    CredentialField credential = CredentialField.parse(text, SignatureFault.INVALID_ARGUMENT);
    checkRegion(credential, text);
    String date = required(fields, DATE);
    credential.checkDate(date, SignatureFault.INVALID_ARGUMENT);
    checkTime(date);
    SecretKeys.Found secret =
        secrets.of(new Signer(credential.accessKeyId(), sessionToken(fields)));
    byte[] signingKey = signingKeys.derive(secret.secret(), credential.scope());
    byte[] expected = Digests.hmac(signingKey, required(fields, POLICY));
    secret.require(required(fields, SIGNATURE), List.of(Digests.HEX.formatHex(expected)));
    return credential.accessKeyId();
  }

  private String version2(Function<String, Optional<String>> fields) {
    String accessKeyId = required(fields, ID_2);
    SecretKeys.Found secret = secrets.of(Signer.of(accessKeyId));
    byte[] expected =
        Digests.hmacSha1(secret.secret().getBytes(UTF_8), required(fields, POLICY).getBytes(UTF_8));
    secret.require(
        required(fields, SIGNATURE_2), List.of(Base64.getEncoder().encodeToString(expected)));
    return accessKeyId;
  }

  private void checkRegion(CredentialField credential, String text) {
    String presented = credential.scope().region();
    if (region.isPresent() && !region.get().equals(presented)) {
      throw new SignatureException(
          SignatureFault.INVALID_ARGUMENT,
          "the region '" + presented + "' is wrong; expecting '" + region.get() + "'",
          Map.of("ArgumentName", CREDENTIAL, "ArgumentValue", text, "Region", region.get()));
    }
  }

  private void checkTime(String date) {
    Instant signed =
        SigningTime.parse(date)
            .orElseThrow(
                () -> invalid(DATE, date, "X-Amz-Date must be formatted via ISO8601 Long format"));
    Instant now = clock.instant();
    if (signed.isAfter(now.plus(SigV4Verifier.MAX_SKEW))) {
      throw new SignatureException(SignatureFault.ACCESS_DENIED, "Request is not yet valid");
    }
    if (now.isAfter(signed.plus(LONGEST))) {
      throw new SignatureException(SignatureFault.ACCESS_DENIED, "Request has expired");
    }
  }

  private static String required(Function<String, Optional<String>> fields, String name) {
    return fields
        .apply(name)
        .orElseThrow(
            () ->
                invalid(
                    name,
                    "",
                    "Bucket POST must contain a field named '"
                        + name
                        + "'.  If it is specified, please check the order of the fields."));
  }

  private static SignatureException invalid(String name, String value, String reason) {
    return new SignatureException(
        SignatureFault.INVALID_ARGUMENT,
        reason,
        Map.of("ArgumentName", name, "ArgumentValue", value));
  }
}
