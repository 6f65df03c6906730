package com.cipherquay.proxy.sigv4;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A Signature Version 2 in the query (AWS, "Signing and Authenticating REST Requests", "Query
 * String Request Authentication Alternative").
 *
 * @param authorization who signed, and the signature
 * @param expires the end of the URL's life as the client wrote it
 * @param instant the same as an instant
 */
record Version2Query(Version2Authorization authorization, String expires, Instant instant) {

  private static final String ID = "AWSAccessKeyId";
  private static final String SIGNATURE = "Signature";
  private static final String EXPIRES = "Expires";
  private static final Set<String> NAMES = Set.of(ID, SIGNATURE, EXPIRES);
  // Enough for the year 5138; more would be a sum that overflows somewhere.
  private static final int MOST_DIGITS = 11;

  /** Whether a parameter belongs to this kind of signature. */
  static boolean isPresent(List<QueryParameter> query) {
    return query.stream()
        .map(QueryParameter::name)
        .anyMatch(name -> name.equals(ID) || name.equals(SIGNATURE));
  }

  static Version2Query parse(List<QueryParameter> query) {
    Map<String, String> parameters = new HashMap<>();
    for (QueryParameter parameter : query) {
      String name = parameter.name();
      if (NAMES.contains(name) && parameters.put(name, parameter.value()) != null) {
        throw new SignatureException(
            SignatureFault.INVALID_ARGUMENT, "The parameter " + name + " stands more than once.");
      }
    }
    String expires = required(parameters, EXPIRES);
    return new Version2Query(
        new Version2Authorization(required(parameters, ID), required(parameters, SIGNATURE)),
        expires,
        instant(expires));
  }

  private static Instant instant(String expires) {
    if (expires.length() > MOST_DIGITS || !expires.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new SignatureException(
          SignatureFault.ACCESS_DENIED, "Invalid date (should be seconds since epoch): " + expires);
    }
    return Instant.ofEpochSecond(Long.parseLong(expires));
  }

  private static String required(Map<String, String> parameters, String name) {
    String value = parameters.get(name);
    if (value == null || value.isEmpty()) {
      throw new SignatureException(
          SignatureFault.ACCESS_DENIED,
          "Query-string authentication requires the Signature, Expires and AWSAccessKeyId"
              + " parameters");
    }
    return value;
  }
}
