package com.cipherquay.keyset;

import com.google.crypto.tink.Aead;
import java.security.GeneralSecurityException;

/** The key management services that can keep the key to a vault. Thread-safe. */
@FunctionalInterface
public interface Kms {

  /** None is known. */
  Kms NONE =
      uri -> {
        throw new GeneralSecurityException("no key management service is set up here");
      };

  /**
   * A key in a service, which does the encryption. No call is made yet.
   *
   * @param uri which key, as the vault file says it
   * @throws GeneralSecurityException if it is no key of a known service, with a message for the
   *     operator
   */
  Aead key(String uri) throws GeneralSecurityException;
}
