package com.cipherquay.vault;

import com.cipherquay.store.StoredEntry;
import com.cipherquay.store.StoredPageRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Walks everything that lies in a bucket, or below a directory of it, in the order of the stored
 * names: a page of the store at a time, so that memory does not grow with the bucket. What it has
 * come to is where another walk can go on. Hides nothing. Used by one thread.
 */
public final class ObjectWalk {

  /** How many objects a page has at most. */
  public static final int PAGE = StoredPageRequest.MAX_LIMIT;

  private final StoredWalk walk;
  private final NameReader names;

  ObjectWalk(StoredWalk walk, NameReader names) {
    this.walk = walk;
    this.names = names;
  }

  /**
   * The next objects, at most {@link #PAGE}; none if nothing follows. One call to the store.
   *
   * @throws VaultException {@code CORRUPT} if the store's page is not what was asked for
   */
  public List<FoundObject> next() throws IOException {
    List<FoundObject> found = new ArrayList<>();
    walk.fill();
    while (!walk.isAtPageEnd()) {
      walk.next().entry().map(this::found).ifPresent(found::add);
    }
    return found;
  }

  private FoundObject found(StoredEntry entry) {
    boolean reserved = NameReader.isReserved(entry.name());
    Optional<ObjectKey> key = reserved ? Optional.empty() : names.key(entry.name());
    return new FoundObject(entry, key, reserved);
  }
}
