package com.cipherquay.proxy.access;

import com.cipherquay.grant.GrantAction;
import com.cipherquay.grant.ImportedGrants;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Holds everybody, the owner too, to the terms of the key grants that this vault was given. What
 * belongs to a whole bucket, of which a part is another vault's, is left to that vault.
 * Thread-safe.
 */
final class ImportPolicy implements AccessPolicy {

  private final AccessPolicy policy;
  private final Supplier<ImportedGrants> imports;
  private final Clock clock;

  ImportPolicy(AccessPolicy policy, Supplier<ImportedGrants> imports, Clock clock) {
    this.policy = policy;
    this.imports = imports;
    this.clock = clock;
  }

  @Override
  public boolean allows(Identity identity, Permission permission) {
    return policy.allows(identity, permission) && objection(permission).isEmpty();
  }

  @Override
  public boolean showsAll(Identity identity, String bucket) {
    return policy.showsAll(identity, bucket) && !imports.get().hideSome(bucket, clock.instant());
  }

  private Optional<String> objection(Permission permission) {
    ImportedGrants grants = imports.get();
    Instant now = clock.instant();
    GrantAction action = GrantRules.action(permission.action());
    String bucket = permission.bucket();
    if (permission.scope() instanceof Permission.Scope.Key key) {
      return grants.objection(action, bucket, key.key().value(), now);
    }
    if (permission.scope() instanceof Permission.Scope.Prefix prefix) {
      return grants.listObjection(bucket, prefix.prefix(), now);
    }
    return grants.concern(bucket)
        ? Optional.of("a part of the bucket is another vault's")
        : Optional.empty();
  }
}
