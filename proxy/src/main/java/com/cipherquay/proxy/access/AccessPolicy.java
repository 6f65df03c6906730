package com.cipherquay.proxy.access;

import com.cipherquay.proxy.s3.S3ErrorCode;
import com.cipherquay.proxy.s3.S3Exception;
import java.util.List;

/** Decides what an identity may do. What is not allowed is denied. */
public final class AccessPolicy {

  /**
   * Passes if the caller may do all of it.
   *
   * @param required complete; an operation that touches nothing of a bucket requires nothing
   * @throws S3Exception AccessDenied if one of them is not allowed
   */
  public void check(Caller caller, List<Permission> required) {
    for (Permission permission : required) {
      if (!allows(caller.identity(), permission)) {
        throw new S3Exception(S3ErrorCode.ACCESS_DENIED);
      }
    }
  }

  /** Whether an identity may do this; for answers that show only what the caller may see. */
  public boolean allows(Identity identity, Permission permission) {
    return switch (identity.role()) {
      case OWNER -> true;
    };
  }
}
