package com.cipherquay.proxy.sigv4;

import java.time.Instant;
import java.util.List;

/**
 * A signature as a client presents it, parsed and plausible but not verified.
 *
 * @param accessKeyId who claims to have signed
 * @param scope what the signing key is derived for
 * @param time x-amz-date as signed
 * @param instant the same as an instant
 * @param signedHeaders the covered header fields, in the client's order
 * @param signature in hex
 */
record PresentedSignature(
    String accessKeyId,
    CredentialScope scope,
    String time,
    Instant instant,
    List<String> signedHeaders,
    String signature) {

  PresentedSignature {
    signedHeaders = List.copyOf(signedHeaders);
  }
}
