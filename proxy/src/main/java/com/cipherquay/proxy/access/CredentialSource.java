package com.cipherquay.proxy.access;

import com.cipherquay.grant.Grant;
import com.cipherquay.grant.GrantCredential;
import com.cipherquay.proxy.s3.S3ErrorCode;
import com.cipherquay.proxy.s3.S3Exception;
import com.cipherquay.proxy.sigv4.Credentials;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** The credentials that this proxy accepts. Thread-safe. */
public interface CredentialSource {

  /**
   * A credential and whom it stands for.
   *
   * @param secretAccessKey what signs
   * @param identity on whose behalf
   */
  record Known(String secretAccessKey, Identity identity) {}

  /**
   * A credential, if there can be one. Takes about as long either way.
   *
   * @param sessionToken of a temporary credential
   * @throws S3Exception {@code InvalidToken}
   */
  Optional<Known> find(String accessKeyId, Optional<String> sessionToken);

  /** The secret access key of a credential. */
  default Optional<String> secret(String accessKeyId, Optional<String> sessionToken) {
    return find(accessKeyId, sessionToken).map(Known::secretAccessKey);
  }

  /**
   * On whose behalf a credential acts whose signature was right.
   *
   * @throws S3Exception if it was withdrawn since, or its time is over
   */
  default Identity identity(String accessKeyId, Optional<String> sessionToken) {
    return find(accessKeyId, sessionToken)
        .map(Known::identity)
        .orElseThrow(() -> new S3Exception(S3ErrorCode.SIGNATURE_DOES_NOT_MATCH));
  }

  /** Accepts the owner's credential alone. */
  static CredentialSource ofOwner(Credentials owner) {
    Known known = new Known(owner.secretAccessKey(), Identity.owner(owner.accessKeyId()));
    return (accessKeyId, sessionToken) -> {
      if (sessionToken.isPresent()) {
        throw new S3Exception(S3ErrorCode.INVALID_TOKEN);
      }
      return Optional.of(known).filter(k -> owner.accessKeyId().equals(accessKeyId));
    };
  }

  /**
   * Accepts the owner's credential and access grants.
   *
   * @param grants the credential of a grant, if the vault made it
   * @param registered the grant that an access key id alone stands for
   * @param revoked which grants are taken back
   */
  static CredentialSource of(
      Credentials owner,
      Function<Grant, GrantCredential> grants,
      Function<String, Optional<Grant>> registered,
      Predicate<Grant> revoked,
      Clock clock) {
    return new GrantCredentials(ofOwner(owner), grants, registered, revoked, clock);
  }
}
