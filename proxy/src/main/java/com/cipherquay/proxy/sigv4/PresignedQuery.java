package com.cipherquay.proxy.sigv4;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A signature in the query (AWS, "Authenticating Requests: Using Query Parameters").
 *
 * @param signature what the parameters say
 * @param validity for how long the URL is good
 * @param contentSha256 the payload hash, if the URL names one
 * @param sessionToken that of the credential, if it has one
 */
record PresignedQuery(
    PresentedSignature signature,
    Duration validity,
    Optional<String> contentSha256,
    Optional<String> sessionToken) {

  private static final SignatureFault MALFORMED =
      SignatureFault.AUTHORIZATION_QUERY_PARAMETERS_ERROR;
  private static final long MAX_SECONDS = Duration.ofDays(7).toSeconds();
  private static final Set<String> NAMES =
      Set.of(
          "x-amz-algorithm",
          "x-amz-credential",
          "x-amz-date",
          "x-amz-expires",
          "x-amz-signedheaders",
          "x-amz-signature",
          "x-amz-security-token",
          "x-amz-content-sha256");

  private static final Set<String> ANYWHERE =
      Set.of("x-amz-content-sha256", "x-amz-security-token");

  /** Whether a parameter belongs to this kind of signature, and to no other. */
  static boolean isPresent(List<QueryParameter> query) {
    return query.stream()
        .map(parameter -> parameter.name().toLowerCase(Locale.ROOT))
        .anyMatch(name -> NAMES.contains(name) && !ANYWHERE.contains(name));
  }

  static PresignedQuery parse(List<QueryParameter> query) {
    Map<String, String> parameters = new HashMap<>();
    for (QueryParameter parameter : query) {
      String name = parameter.name();
      if (NAMES.contains(name.toLowerCase(Locale.ROOT))
          && parameters.put(name.toLowerCase(Locale.ROOT), parameter.value()) != null) {
        throw malformed("The parameter " + name + " stands more than once.");
      }
    }
    if (!required(parameters, "x-amz-algorithm").equals(SigV4Signer.ALGORITHM)) {
      throw malformed("X-Amz-Algorithm only supports \"AWS4-HMAC-SHA256\"");
    }
    CredentialField credential =
        CredentialField.parse(required(parameters, "x-amz-credential"), MALFORMED);
    String time = required(parameters, "x-amz-date");
    Instant instant =
        SigningTime.parse(time)
            .orElseThrow(
                () ->
                    malformed(
                        "X-Amz-Date must be in the ISO8601 Long Format"
                            + " \"yyyyMMdd'T'HHmmss'Z'\""));
    credential.checkDate(time, MALFORMED);
    Duration validity = validity(required(parameters, "x-amz-expires"));
    return new PresignedQuery(
        new PresentedSignature(
            credential.accessKeyId(),
            credential.scope(),
            time,
            instant,
            CredentialField.signedHeaders(required(parameters, "x-amz-signedheaders"), MALFORMED),
            required(parameters, "x-amz-signature")),
        validity,
        Optional.ofNullable(parameters.get("x-amz-content-sha256")),
        Optional.ofNullable(parameters.get(RequestVerifier.TOKEN)));
  }

  private static Duration validity(String text) {
    boolean negative = text.startsWith("-");
    String digits = negative ? text.substring(1) : text;
    if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw malformed("X-Amz-Expires should be a number");
    }
    if (negative) {
      throw malformed("X-Amz-Expires must be non-negative");
    }
    // More digits than a long holds are as much over a week as eight digits are.
    long seconds = digits.length() > 8 ? Long.MAX_VALUE : Long.parseLong(digits);
    if (seconds > MAX_SECONDS) {
      throw malformed(
          "X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires"
              + " must be less than 604800 seconds");
    }
    if (seconds == 0) {
      throw malformed("X-Amz-Expires must be at least one second");
    }
    return Duration.ofSeconds(seconds);
  }

  private static String required(Map<String, String> parameters, String name) {
    String value = parameters.get(name);
    if (value == null || value.isEmpty()) {
      throw malformed(
          "Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential,"
              + " X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.");
    }
    return value;
  }

  private static SignatureException malformed(String reason) {
    return new SignatureException(MALFORMED, reason);
  }
}
