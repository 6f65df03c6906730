package com.cipherquay.proxy.access;

import com.cipherquay.grant.Grant;
import com.cipherquay.grant.GrantAction;
import java.time.Instant;
import java.util.Optional;

/** What the permissions of operations are in the language of access grants. */
final class GrantRules {

  private GrantRules() {}

  static boolean allow(Grant grant, Permission permission, Instant now) {
    return objection(grant, permission, now).isEmpty();
  }

  private static Optional<String> objection(Grant grant, Permission permission, Instant now) {
    GrantAction action = action(permission.action());
    Permission.Scope scope = permission.scope();
    if (scope instanceof Permission.Scope.Key key) {
      return grant.objection(action, permission.bucket(), key.key().value(), now);
    }
    // Of a listing some lines may be shown; of nothing else a part is enough.
    if (scope instanceof Permission.Scope.Prefix prefix && action == GrantAction.LIST) {
      return grant.listObjection(permission.bucket(), prefix.prefix(), now);
    }
    return grant.objection(action, permission.bucket(), now);
  }

  static GrantAction action(Permission.Action action) {
    return switch (action) {
      case READ -> GrantAction.READ;
      case WRITE -> GrantAction.WRITE;
      case LIST -> GrantAction.LIST;
      case DELETE -> GrantAction.DELETE;
      case BUCKET_ADMIN -> GrantAction.BUCKET_ADMIN;
    };
  }
}
