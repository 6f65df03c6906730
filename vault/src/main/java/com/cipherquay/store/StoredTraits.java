package com.cipherquay.store;

import java.util.OptionalInt;

/**
 * What else a store says of an object: its untrusted word, and none of the vault's business.
 *
 * @param tags how many tags it has; empty if the store does not say
 */
public record StoredTraits(OptionalInt tags) {

  /** Those of an object of which the store says nothing. */
  public static final StoredTraits UNKNOWN = new StoredTraits(OptionalInt.empty());
}
