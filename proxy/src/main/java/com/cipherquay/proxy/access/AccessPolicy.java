package com.cipherquay.proxy.access;

import com.cipherquay.proxy.s3.S3ErrorCode;
import com.cipherquay.proxy.s3.S3Exception;
import java.time.Clock;
import java.util.List;

/** Decides what an identity may do. What is not allowed is denied. Thread-safe. */
@FunctionalInterface
public interface AccessPolicy {

  /** Whether an identity may do this. */
  boolean allows(Identity identity, Permission permission);

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

  /** The owner of the vault may do everything, and who has a grant what it allows. */
  static AccessPolicy of(Clock clock) {
    return (identity, permission) ->
        identity instanceof Identity.Owner
            || (identity instanceof Identity.Grantee grantee
                && GrantRules.allow(grantee.grant(), permission, clock.instant()));
  }
}
