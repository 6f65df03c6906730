package com.cipherquay.proxy.access;

import com.cipherquay.grant.Grant;
import java.time.Duration;
import java.util.Optional;

/** On whose behalf a request acts. */
public sealed interface Identity {

  /** The public id of the credential that signed. */
  String accessKeyId();

  /** The id of the access grant that was issued; it may have been narrowed since. */
  Optional<String> issuedGrant();

  /** With what all keys begin that a listing without delimiter can show; at least the prefix. */
  String narrowed(String bucket, String prefix);

  /** For how long an object may be there that is written on its behalf, if that is limited. */
  Optional<Duration> maxLifetime();

  /** Holds the vault; may do everything. */
  record Owner(String accessKeyId) implements Identity {

    @Override
    public Optional<Duration> maxLifetime() {
      return Optional.empty();
    }

    @Override
    public Optional<String> issuedGrant() {
      return Optional.empty();
    }

    @Override
    public String narrowed(String bucket, String prefix) {
      return prefix;
    }
  }

  /** Holds an access grant; may do what it allows. */
  record Grantee(Grant grant) implements Identity {

    @Override
    public Optional<Duration> maxLifetime() {
      return grant.maxLifetime();
    }

    @Override
    public Optional<String> issuedGrant() {
      return Optional.of(grant.lineage().get(0));
    }

    @Override
    public String accessKeyId() {
      return grant.accessKeyId();
    }

    @Override
    public String narrowed(String bucket, String prefix) {
      return grant.narrowed(bucket, prefix);
    }
  }

  static Identity owner(String accessKeyId) {
    return new Owner(accessKeyId);
  }
}
