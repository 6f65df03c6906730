package com.cipherquay.vault;

import java.time.Instant;
import java.util.HexFormat;

/**
 * What an inventory is of.
 *
 * @param vaultId 32 hexadecimal digits
 * @param bucket the bucket
 * @param prefix the stored path of a directory, ending in {@code /}; empty for all of the bucket
 * @param time when going through it began, to the millisecond
 */
public record InventoryHead(String vaultId, String bucket, String prefix, Instant time) {

  static final String MARK = "cipherquay-inventory-1";
  static final String SUFFIX = ".partial";

  static InventoryHead of(PathKeys keys, String prefix, Instant time) {
    String vaultId = HexFormat.of().formatHex(keys.keyset().vaultId());
    return new InventoryHead(
        vaultId, keys.bucket(), prefix, Instant.ofEpochMilli(time.toEpochMilli()));
  }

  /** Whether both are of the same, at whatever time. */
  boolean isOfSame(InventoryHead other) {
    return vaultId.equals(other.vaultId)
        && bucket.equals(other.bucket)
        && prefix.equals(other.prefix);
  }
}
