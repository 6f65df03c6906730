package com.cipherquay.proxy.sigv4;

import java.util.Optional;

/** The secrets of the access key ids that are accepted. Thread-safe. */
@FunctionalInterface
public interface Secrets {

  /**
   * The secret access key, if there is such a credential.
   *
   * @param sessionToken what a temporary credential comes with
   * @throws RuntimeException for a token that is none, which is no secret
   */
  Optional<String> find(String accessKeyId, Optional<String> sessionToken);
}
