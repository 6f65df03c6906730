package com.cipherquay.proxy.operation;

import com.cipherquay.proxy.access.Identity;
import com.cipherquay.proxy.access.Permission;
import com.cipherquay.proxy.spool.SpoolFolder;
import com.cipherquay.vault.ObjectKey;
import com.cipherquay.vault.Vaults;
import com.cipherquay.vault.Visibility;
import java.util.function.Predicate;

/**
 * Where an operation is executed.
 *
 * @param vaults the buckets
 * @param caller on whose behalf
 * @param allowed what the caller may do, for answers that show only what the caller may see
 * @param showsAll whether the caller may list all of a bucket, whatever is in it
 * @param denied to be told when a part of what was asked for is denied
 * @param settings what this proxy claims to be
 */
record OperationContext(
    Vaults vaults,
    Identity caller,
    Predicate<Permission> allowed,
    Predicate<String> showsAll,
    Runnable denied,
    ServiceSettings settings) {

  /** What a listing of a bucket shows the caller. */
  Visibility visible(String bucket) {
    if (showsAll.test(bucket)) {
      return Visibility.ALL;
    }
    return new Visibility() {
      @Override
      public boolean showsKey(String key) {
        return allowed.test(Permission.listKey(bucket, new ObjectKey(key)));
      }

      @Override
      public boolean showsDirectory(String path) {
        return allowed.test(Permission.list(bucket, path));
      }
    };
  }

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
