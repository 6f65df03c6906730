package com.cipherquay.proxy.access;

import com.cipherquay.grant.ImportedGrants;
import com.cipherquay.proxy.s3.S3ErrorCode;
import com.cipherquay.proxy.s3.S3Exception;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;

/** Decides what an identity may do. What is not allowed is denied. Thread-safe. */
@FunctionalInterface
public interface AccessPolicy {

  /** Whether an identity may do this. */
  boolean allows(Identity identity, Permission permission);

  /** Whether an identity may list all of a bucket, whatever is in it. */
  default boolean showsAll(Identity identity, String bucket) {
    return identity instanceof Identity.Owner;
  }

  /**
   * Passes if the caller may do all of it.
   *
   * @param required complete; an operation that touches nothing of a bucket requires nothing
   * @throws S3Exception AccessDenied if one of them is not allowed
   */
  default void check(Caller caller, List<Permission> required) {
    for (Permission permission : required) {
      if (!allows(caller.identity(), permission)) {
        throw new S3Exception(S3ErrorCode.ACCESS_DENIED);
      }
    }
  }

  /**
   * The same, but where the keys of other vaults are used no more than those gave them for.
   *
   * @param imports the key grants of this vault
   */
  default AccessPolicy within(Supplier<ImportedGrants> imports, Clock clock) {
    return new ImportPolicy(this, imports, clock);
  }

  /** The owner of the vault may do everything, and who has a grant what it allows. */
  static AccessPolicy of(Clock clock) {
    return (identity, permission) ->
        identity instanceof Identity.Owner
            || (identity instanceof Identity.Grantee grantee
                && GrantRules.allow(grantee.grant(), permission, clock.instant()));
  }
}
