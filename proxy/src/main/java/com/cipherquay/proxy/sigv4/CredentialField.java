package com.cipherquay.proxy.sigv4;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/**
 * What a Credential field says: {@code ID/yyyyMMdd/region/s3/aws4_request}.
 *
 * @param accessKeyId the public id
 * @param scope where the signing key is good for
 */
record CredentialField(String accessKeyId, CredentialScope scope) {

  private static final int PARTS = 5;

  /**
   * Parses the field.
   *
   * @param fault what to answer if it is malformed
   */
  static CredentialField parse(String value, SignatureFault fault) {
    String[] parts = value.split("/", -1);
    if (parts.length != PARTS || parts[0].isEmpty() || parts[2].isEmpty()) {
      throw new SignatureException(
          fault,
          "The credential is malformed; expecting"
              + " \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\".");
    }
    if (!parts[3].equals(CredentialScope.S3)) {
      throw new SignatureException(
          fault, "The credential scope names a wrong service; this endpoint belongs to \"s3\".");
    }
    if (!parts[4].equals(CredentialScope.TERMINATOR)) {
      throw new SignatureException(
          fault, "The credential scope has a wrong terminator; expecting \"aws4_request\".");
    }
    return new CredentialField(parts[0], new CredentialScope(parts[1], parts[2], parts[3]));
  }

  /**
   * Checks that the scope belongs to the day of the signature.
   *
   * @param fault what to answer if not
   */
  void checkDate(String time, SignatureFault fault) {
    if (!time.startsWith(scope.date()) || scope.date().length() != 8) {
      throw new SignatureException(
          fault, "The credential date is not the same as the date of x-amz-date.");
    }
  }

  /**
   * The names of a SignedHeaders field.
   *
   * @param fault what to answer if it is malformed
   */
  static List<String> signedHeaders(String value, SignatureFault fault) {
    List<String> names = List.of(value.split(";", -1));
    boolean wellFormed =
        names.stream().allMatch(name -> !name.isEmpty() && isLowerCase(name))
            && new HashSet<>(names).size() == names.size();
    if (!wellFormed) {
      throw new SignatureException(
          fault, "SignedHeaders must be lower-case header names, each once, separated by ';'.");
    }
    return names;
  }

  private static boolean isLowerCase(String name) {
    return name.equals(name.toLowerCase(Locale.ROOT)) && name.chars().noneMatch(c -> c <= ' ');
  }
}
