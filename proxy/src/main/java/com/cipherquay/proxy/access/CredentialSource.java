package com.cipherquay.proxy.access;

import com.cipherquay.proxy.s3.S3ErrorCode;
import com.cipherquay.proxy.s3.S3Exception;
import com.cipherquay.proxy.sigv4.Credentials;
import java.util.Optional;

/** The credentials that this proxy accepts. Thread-safe. */
public interface CredentialSource {

  /**
   * A credential and whom it stands for.
   *
   * @param credentials what signs
   * @param identity on whose behalf
   */
  record Known(Credentials credentials, Identity identity) {}

  /** The credential of an access key id, if it is known. Takes about as long either way. */
  Optional<Known> find(String accessKeyId);

  /** The secret access key of an access key id. */
  default Optional<String> secret(String accessKeyId) {
    return find(accessKeyId).map(Known::credentials).map(Credentials::secretAccessKey);
  }

  /**
   * On whose behalf a credential acts whose signature was right.
   *
   * @throws S3Exception if it was withdrawn since
   */
  default Identity identity(String accessKeyId) {
    return find(accessKeyId)
        .map(Known::identity)
        .orElseThrow(() -> new S3Exception(S3ErrorCode.SIGNATURE_DOES_NOT_MATCH));
  }

  /** Accepts the owner's credential alone. */
  static CredentialSource ofOwner(Credentials owner) {
    Optional<Known> known = Optional.of(new Known(owner, Identity.owner(owner.accessKeyId())));
    return accessKeyId -> known.filter(k -> k.credentials().accessKeyId().equals(accessKeyId));
  }
}
