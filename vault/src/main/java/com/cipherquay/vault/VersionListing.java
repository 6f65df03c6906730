package com.cipherquay.vault;

import com.cipherquay.store.StoredPageRequest;
import com.cipherquay.store.StoredVersionRequest;
import com.cipherquay.store.VersionPosition;
import com.cipherquay.store.VersionStore;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/**
 * Lists the versions in a bucket in plaintext (FORMAT.md, "Listing"), in the order of the stored
 * names, or, with a delimiter other than {@code /}, of the keys. Thread-safe.
 */
final class VersionListing {

  private final VersionStore store;
  private final PathKeys keys;
  private final LongAdder hidden;

  /**
   * A listing of one bucket.
   *
   * @param hidden counts the names that were not shown because this vault did not write them
   */
  VersionListing(VersionStore store, PathKeys keys, LongAdder hidden) {
    this.store = store;
    this.keys = keys;
    this.hidden = hidden;
  }

  /** As {@link Versions#list}. */
  VersionPage page(VersionListRequest request, Visibility visible) throws IOException {
    // In stored order a page would tell of what lies between.
    boolean stored =
        visible == Visibility.ALL
            && (request.delimiter().isEmpty() || request.delimiter().equals("/"));
    Optional<VersionPosition> after =
        stored ? position(request) : Optional.of(VersionPosition.FIRST);
    String directory = PathKeys.parent(request.prefix());
    if (request.maxKeys() == 0 || after.isEmpty() || !PathKeys.canHoldObjects(directory)) {
      // Empty without asking; but the bucket may not exist, and only the store knows.
      store.list(new StoredVersionRequest("", false, VersionPosition.FIRST, 1));
      return new VersionPageBuilder(0).complete();
    }
    String storedDirectory = keys.directory(directory).stored();
    NameReader names = new NameReader(keys, hidden, visible);
    if (stored) {
      return new VersionOrder(store, names, request).page(storedDirectory, after.get());
    }
    StoredVersionRequest all =
        new StoredVersionRequest(
            storedDirectory, false, VersionPosition.FIRST, StoredPageRequest.MAX_LIMIT);
    return new PlaintextVersionOrder(names, request).page(new VersionWalk(store, all));
  }

  /** Where the page begins; empty if nothing can follow. */
  private Optional<VersionPosition> position(VersionListRequest request) throws VaultException {
    Optional<String> name =
        new StoredPosition(keys, new ListToken(keys.listTokens())).of(request.ofObjects());
    // Where the marker is outside of the prefix, no version of it is inside.
    return name.map(
        it -> new VersionPosition(it, it.isEmpty() ? Optional.empty() : request.versionMarker()));
  }
}
