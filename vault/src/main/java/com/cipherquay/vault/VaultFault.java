package com.cipherquay.vault;

/**
 * Why a vault refused or failed, beyond what its store says; the S3 edge maps these to S3 errors.
 */
public enum VaultFault {
  /** The stored name of the key would pass 1024 bytes. */
  KEY_TOO_LONG,
  /** The sealed metadata would pass the budget of S3. */
  METADATA_TOO_LARGE,
  /** The stored form of a tag's key or value would be longer than S3 allows. */
  TAG_TOO_LONG,
  /** The object is another vault's, which did not give away the key of its tags. */
  TAGS_FOREIGN,
  /** The prefix of a lifecycle rule ends inside a component, of which stored names show nothing. */
  RULE_PREFIX,
  /** Of what lifecycle rules say, the store would have to be given more rules than it takes. */
  TOO_MANY_RULES,
  /** The body is larger than one PUT may be. */
  ENTITY_TOO_LARGE,
  /** A part that is not the last of its object has less than 5 MiB. */
  ENTITY_TOO_SMALL,
  /** A part is not what the client says it is. */
  INVALID_PART,
  /** The object has no part of that number. */
  NO_SUCH_PART,
  /** The parts do not make an object of the checksum or length that the client claims. */
  WRONG_CHECKSUM,
  WRONG_LENGTH,
  /** A part lacks the checksum that its upload was created with. */
  MISSING_CHECKSUM,
  /** What the store returned does not authenticate as this object. */
  CORRUPT,
  /** The store has an object under the name that no vault wrote. */
  NOT_ENCRYPTED,
  /** The object was written under an epoch whose keys this vault does not have. */
  UNKNOWN_EPOCH,
  /** A continuation token that this vault did not make for this listing. */
  INVALID_TOKEN
}
