package com.cipherquay.kms;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where key management services answer, and with what rights.
 *
 * @param endpoint where the service answers: of Transit always needed, of AWS instead of the
 *     region's own
 * @param tokenFile a file with the token for Transit
 * @param environment variables that serve where those two are empty
 */
public record KmsSettings(
    Optional<URI> endpoint, Optional<Path> tokenFile, Map<String, String> environment) {

  /** The endpoint, or what a variable says it is. */
  Optional<URI> endpointOr(String variable) {
    return endpoint.or(
        () -> Optional.ofNullable(environment.get(variable)).map(text -> URI.create(text.strip())));
  }

  /** The variables without values, which may be secret. */
  @Override
  public String toString() {
    return "KmsSettings[" + endpoint + ", " + tokenFile + "]";
  }
}
