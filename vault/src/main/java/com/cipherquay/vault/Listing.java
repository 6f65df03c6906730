package com.cipherquay.vault;

import com.cipherquay.store.ObjectStore;
import com.cipherquay.store.StoredPageRequest;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/**
 * Lists a bucket in plaintext (FORMAT.md, "Listing").
 *
 * <p>Without delimiter or with {@code /}, in the order of the stored names; if the prefix is empty
 * or ends in {@code /}, with one call to the store per page. With any other delimiter, in the order
 * of the plaintext, reading everything below the prefix for each page. Thread-safe.
 */
final class Listing {

  private final ObjectStore store;
  private final PathKeys keys;
  private final LongAdder hidden;

  /**
   * A listing of one bucket.
   *
   * @param hidden counts the names that were not shown because this vault did not write them
   */
  Listing(ObjectStore store, PathKeys keys, LongAdder hidden) {
    this.store = store;
    this.keys = keys;
    this.hidden = hidden;
  }

  /**
   * Lists one page.
   *
   * @throws VaultException {@code INVALID_TOKEN}; {@code CORRUPT} if the store's pages are not what
   *     was asked for
   */
  ListPage page(ListRequest request) throws IOException {
    boolean stored = request.delimiter().isEmpty() || request.delimiter().equals("/");
    ListToken token = new ListToken(keys.listTokens());
    Optional<String> after =
        stored
            ? new StoredPosition(keys, token).of(request)
            : Optional.of(PlaintextOrder.after(request, token));
    String directory = PathKeys.parent(request.prefix());
    if (request.maxKeys() == 0 || after.isEmpty() || !PathKeys.canHoldObjects(directory)) {
      // Empty without asking; but the bucket may not exist, and only the store knows.
      store.list(new StoredPageRequest("", false, "", 1));
      return new PageBuilder(0).complete();
    }
    String storedDirectory = keys.directory(directory).stored();
    NameReader names = new NameReader(keys, hidden);
    return stored
        ? new StoredOrder(store, names, request).page(storedDirectory, after.get(), token)
        : new PlaintextOrder(names, request, after.get())
            .page(
                new StoredWalk(
                    store,
                    new StoredPageRequest(storedDirectory, false, "", StoredPageRequest.MAX_LIMIT)),
                token);
  }
}
