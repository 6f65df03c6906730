package com.cipherquay.vault;

import com.cipherquay.store.StoredEntry;
import java.util.Optional;

/**
 * One line of a store's listing.
 *
 * @param name the stored name, or the common prefix ending in {@code /}
 * @param entry the object; empty for a common prefix
 */
record StoredItem(String name, Optional<StoredEntry> entry) {

  /** After {@code ~} comes no character of a stored name: the position that skips a directory. */
  static final String END = "~";

  static StoredItem of(StoredEntry entry) {
    return new StoredItem(entry.name(), Optional.of(entry));
  }

  static StoredItem ofPrefix(String prefix) {
    return new StoredItem(prefix, Optional.empty());
  }

  /** Where the listing continues after this line. */
  String position() {
    return entry.isPresent() ? name : name + END;
  }
}
