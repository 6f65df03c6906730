package com.cipherquay.vault;

import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import com.cipherquay.store.WriteCondition;
import com.cipherquay.store.Written;
import java.util.Optional;

/**
 * The two forms of an entity tag, without quotes. Clients see the store's with a suffix: a tag with
 * a dash is not taken for an MD5 of the plaintext, which it is not.
 */
final class EntityTag {

  private static final String SUFFIX = "-cq";

  private EntityTag() {}

  static String forClients(String storeTag) {
    return storeTag + SUFFIX;
  }

  static Written forClients(Written written) {
    return written.withEtag(forClients(written.etag()));
  }

  /** The store's tag in that of a client; empty if no object of a vault can have it. */
  static Optional<String> storeTag(String tag) {
    return tag.endsWith(SUFFIX)
        ? Optional.of(tag.substring(0, tag.length() - SUFFIX.length()))
        : Optional.empty();
  }

  /**
   * The same condition on the store's tag.
   *
   * @throws StoreException {@code PRECONDITION_FAILED} if no object of a vault can have the tag
   */
  static WriteCondition forStore(WriteCondition condition) throws StoreException {
    if (!(condition instanceof WriteCondition.IfMatch match)) {
      return condition;
    }
    String tag = match.etag();
    WriteCondition.IfMatch stored =
        new WriteCondition.IfMatch(storeTag(tag).orElseThrow(() -> foreign(tag)));
    // What a client made up would be read by the store: without its suffix, *-cq is any object.
    if (!stored.isPlain()) {
      throw foreign(tag);
    }
    return stored;
  }

  private static StoreException foreign(String tag) {
    return new StoreException(StoreFault.PRECONDITION_FAILED, "not a tag of a vault: " + tag);
  }
}
