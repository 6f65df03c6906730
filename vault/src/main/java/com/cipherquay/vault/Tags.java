package com.cipherquay.vault;

import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoredTags;
import com.cipherquay.store.StoredVersion;
import com.cipherquay.store.TagStore;
import java.io.IOException;
import java.util.concurrent.atomic.LongAdder;

/**
 * The tags of the objects of one bucket (FORMAT.md, "Tags"). Each method is one call to the store
 * and touches neither body nor metadata; exceptions are as in {@link Vault}, and {@code
 * TAGS_UNSUPPORTED} where the store has no tags. Thread-safe.
 */
public final class Tags {

  private final TagStore store;
  private final PathKeys keys;
  private final LongAdder undecryptable;

  Tags(TagStore store, PathKeys keys, LongAdder undecryptable) {
    this.store = store;
    this.keys = keys;
    this.undecryptable = undecryptable;
  }

  /**
   * Reads the tags of an object. Those that this vault did not make are hidden, and counted.
   *
   * @throws StoreException {@code NO_SUCH_OBJECT}
   */
  public ObjectTags get(ObjectVersion object) throws IOException {
    StoredTags stored = store.get(stored(object));
    TagCipher cipher = cipher(object);
    ObjectTags tags = cipher.open(stored);
    if (cipher.isAble()) {
      undecryptable.add(stored.byKey().size() - tags.byKey().size());
    }
    return tags;
  }

  /**
   * Replaces all tags of an object.
   *
   * @throws VaultException {@code TAG_TOO_LONG}, {@code TAGS_FOREIGN}
   * @throws StoreException {@code NO_SUCH_OBJECT}
   */
  public void put(ObjectVersion object, ObjectTags tags) throws IOException {
    store.put(stored(object), able(object).seal(tags));
  }

  /**
   * Removes all tags of an object.
   *
   * @throws VaultException {@code TAGS_FOREIGN}
   * @throws StoreException {@code NO_SUCH_OBJECT}
   */
  public void delete(ObjectVersion object) throws IOException {
    TagCipher unused = able(object);
    store.delete(stored(object));
  }

  private TagCipher cipher(ObjectVersion object) {
    return TagCipher.of(new ObjectPath(keys, object.key()));
  }

  /** Tags that can not be read must not be replaced or removed either. */
  private TagCipher able(ObjectVersion object) throws VaultException {
    TagCipher cipher = cipher(object);
    if (!cipher.isAble()) {
      throw new VaultException(VaultFault.TAGS_FOREIGN, "the key of tags is not here");
    }
    return cipher;
  }

  /**
   * Makes sure that an object has the tags that a write gave it: some stores forget those of copies
   * and uploads.
   */
  static void ensure(TagStore store, StoredVersion object, StoredTags tags) throws IOException {
    if (!tags.isEmpty() && !store.get(object).equals(tags)) {
      store.put(object, tags);
    }
  }

  private StoredVersion stored(ObjectVersion object) throws VaultException {
    return new StoredVersion(keys.storedName(object.key()), object.versionId());
  }
}
