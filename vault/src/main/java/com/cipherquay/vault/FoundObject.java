package com.cipherquay.vault;

import com.cipherquay.store.StoredEntry;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a walk through a bucket came to: one object as it lies in the store.
 *
 * @param entry what the store says of it in its listing
 * @param key the object key; empty if this vault did not make the name
 * @param reserved whether the name is one that a vault keeps for itself
 */
public record FoundObject(StoredEntry entry, Optional<ObjectKey> key, boolean reserved) {

  /** Its name at the store. */
  public String storedName() {
    return entry.name();
  }

  /** The plaintext length in bytes; empty if no object of a vault has its size. */
  public OptionalLong length() {
    return ObjectSize.plaintext(entry.size());
  }

  /** Whether it can be an object of a client of this vault. */
  public boolean isObject() {
    return key.isPresent() && length().isPresent();
  }
}
