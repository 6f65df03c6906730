package com.cipherquay.proxy.sigv4;

/**
 * A Signature Version 2 as a client presents it.
 *
 * @param accessKeyId who claims to have signed
 * @param signature in base64
 */
record Version2Authorization(String accessKeyId, String signature) {

  private static final String SCHEME = "AWS";

  /** Whether an Authorization header is of this kind. */
  static boolean isOne(String authorization) {
    return authorization.equals(SCHEME) || authorization.startsWith(SCHEME + " ");
  }

  /** Parses {@code AWS ID:SIGNATURE}. */
  static Version2Authorization parse(String authorization) {
    String pair = authorization.substring(SCHEME.length()).strip();
    int colon = pair.indexOf(':');
    if (colon <= 0 || colon == pair.length() - 1 || pair.indexOf(' ') >= 0) {
      throw new SignatureException(
          SignatureFault.INVALID_ARGUMENT,
          "AWS authorization header is invalid.  Expected AwsAccessKeyId:signature");
    }
    return new Version2Authorization(pair.substring(0, colon), pair.substring(colon + 1));
  }
}
