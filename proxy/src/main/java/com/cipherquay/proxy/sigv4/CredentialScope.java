package com.cipherquay.proxy.sigv4;

/**
 * Where and when a derived signing key is good for.
 *
 * @param date {@code yyyyMMdd}
 * @param region as the signer names it
 * @param service {@code s3}
 */
record CredentialScope(String date, String region, String service) {

  static final String S3 = "s3";
  static final String TERMINATOR = "aws4_request";

  @Override
  public String toString() {
    return date + "/" + region + "/" + service + "/" + TERMINATOR;
  }
}
