package com.cipherquay.proxy.sigv4;

import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

/**
 * The secrets of access key ids. An unknown id has one too, which nobody has: it costs the same
 * work as a known one and gets the same answer as a wrong secret, so that whether an id exists can
 * not be found out. Thread-safe.
 */
final class SecretKeys {

  /**
   * What to compute a signature with.
   *
   * @param secret the secret access key
   * @param known whether the id exists; no signature may match if not
   */
  record Found(String secret, boolean known) {

    /**
     * Passes if a signature is the right one.
     *
     * @param expected any of them is right
     * @throws SignatureException if not, or if there is no such id
     */
    void require(String presented, List<String> expected) {
      boolean matches = false;
      for (String right : expected) {
        matches |= SigV4Verifier.constantTimeEquals(right, presented);
      }
      if (!matches || !known) {
        throw new SignatureException(
            SignatureFault.SIGNATURE_DOES_NOT_MATCH,
            "The access key id is unknown, or the request signature we calculated does not match"
                + " the signature you provided. Check your access key, secret key and signing"
                + " method.");
      }
    }
  }

  private final Secrets secrets;
  private final String nobodysSecret = Digests.HEX.formatHex(new SecureRandom().generateSeed(20));

  SecretKeys(Secrets secrets) {
    this.secrets = secrets;
  }

  Found of(Signer signer) {
    Optional<String> secret = secrets.find(signer.accessKeyId(), signer.sessionToken());
    return new Found(secret.orElse(nobodysSecret), secret.isPresent());
  }
}
