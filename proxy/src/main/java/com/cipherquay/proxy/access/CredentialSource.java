package com.cipherquay.proxy.access;

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

  /** Accepts the owner's credential alone. */
  static CredentialSource ofOwner(Credentials owner) {
    Optional<Known> known = Optional.of(new Known(owner, Identity.owner(owner.accessKeyId())));
    return accessKeyId -> known.filter(k -> k.credentials().accessKeyId().equals(accessKeyId));
  }
}
