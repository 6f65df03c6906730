package com.cipherquay.vault;

/**
 * Why a vault refused or failed, beyond what its store says; the S3 edge maps these to S3 errors.
 */
public enum VaultFault {
  /** The stored name of the key would pass 1024 bytes. */
  KEY_TOO_LONG,
  /** The sealed metadata would pass the budget of S3. */
  METADATA_TOO_LARGE,
  /** The body is larger than one PUT may be. */
  ENTITY_TOO_LARGE,
  /** What the store returned does not authenticate as this object. */
  CORRUPT,
  /** The store has an object under the name that no vault wrote. */
  NOT_ENCRYPTED,
  /** The object was written under an epoch whose keys this vault does not have. */
  UNKNOWN_EPOCH,
  /** A continuation token that this vault did not make for this listing. */
  INVALID_TOKEN
}
