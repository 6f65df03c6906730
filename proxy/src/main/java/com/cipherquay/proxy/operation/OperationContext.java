package com.cipherquay.proxy.operation;

import com.cipherquay.proxy.access.Permission;
import com.cipherquay.proxy.spool.SpoolFolder;
import com.cipherquay.vault.Vaults;
import java.util.function.Predicate;

/**
 * Where an operation is executed.
 *
 * @param vaults the buckets
 * @param allowed what the caller may do, for answers that show only what the caller may see
 * @param settings what this proxy claims to be
 */
record OperationContext(Vaults vaults, Predicate<Permission> allowed, ServiceSettings settings) {

  String region() {
    return settings.region();
  }

  /** The scheme of the URLs under which clients reach this proxy. */
  String scheme() {
    return settings.scheme();
  }

  ListOrders orders() {
    return settings.orders();
  }

  SpoolFolder spools() {
    return settings.spools();
  }
}
