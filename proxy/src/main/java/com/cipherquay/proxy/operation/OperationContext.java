package com.cipherquay.proxy.operation;

import com.cipherquay.proxy.access.Permission;
import com.cipherquay.vault.Vaults;
import java.util.function.Predicate;

/**
 * Where an operation is executed.
 *
 * @param vaults the buckets
 * @param allowed what the caller may do, for answers that show only what the caller may see
 * @param region the region that this proxy claims to be
 */
record OperationContext(Vaults vaults, Predicate<Permission> allowed, String region) {}
