package com.cipherquay.proxy.sigv4;

import java.util.Optional;

/**
 * An access key pair, with a session token if it is a temporary one.
 *
 * @param accessKeyId public
 * @param secretAccessKey secret; never part of {@link #toString()}
 * @param sessionToken goes along with every request; never part of {@link #toString()}
 */
public record Credentials(
    String accessKeyId, String secretAccessKey, Optional<String> sessionToken) {

  public Credentials {
    if (accessKeyId.isEmpty() || secretAccessKey.isEmpty()) {
      throw new IllegalArgumentException("an access key pair has an id and a secret");
    }
  }

  public static Credentials of(String accessKeyId, String secretAccessKey) {
    return new Credentials(accessKeyId, secretAccessKey, Optional.empty());
  }

  @Override
  public String toString() {
    return "Credentials[" + accessKeyId + "]";
  }
}
