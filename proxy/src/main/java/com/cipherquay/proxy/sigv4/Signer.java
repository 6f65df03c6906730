package com.cipherquay.proxy.sigv4;

import java.util.Optional;

/**
 * Who signed.
 *
 * @param accessKeyId of the credential
 * @param sessionToken of a temporary credential
 */
record Signer(String accessKeyId, Optional<String> sessionToken) {

  static Signer of(String accessKeyId) {
    return new Signer(accessKeyId, Optional.empty());
  }
}
