package com.cipherquay.store;

import java.io.IOException;

/**
 * The tags of the objects of one namespace (AWS, "Categorizing your objects using tags"). They are
 * changed without touching the object: its body, metadata, entity tag and date stay.
 *
 * <p>Every method is one call to the store, and throws {@link StoreException}: {@code
 * NO_SUCH_OBJECT}; {@code TAGS_UNSUPPORTED} if the store has no tags. Thread-safe.
 */
public interface TagStore {

  /** The tags of an object, or none. */
  StoredTags get(StoredVersion object) throws IOException;

  /** Replaces all tags of an object. */
  void put(StoredVersion object, StoredTags tags) throws IOException;

  /** Removes all tags of an object; no error if it has none. */
  void delete(StoredVersion object) throws IOException;
}
