package com.cipherquay.keytool;

import com.cipherquay.vault.VaultFault;

/** The words for what is found, which programs read. */
final class Findings {

  private Findings() {}

  /** For what a vault says of an object. */
  static String kind(VaultFault fault) {
    return switch (fault) {
      case NOT_ENCRYPTED -> "not-encrypted";
      case UNKNOWN_EPOCH -> "unknown-epoch";
      case CORRUPT -> "damaged";
      default -> "refused";
    };
  }
}
