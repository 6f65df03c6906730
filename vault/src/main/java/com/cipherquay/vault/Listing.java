package com.cipherquay.vault;

import com.cipherquay.store.ObjectStore;
import com.cipherquay.store.StoredPageRequest;
import java.io.IOException;
import java.util.Optional;

/**
 * Lists a bucket in plaintext (FORMAT.md, "Listing"), in the order that is asked for. Thread-safe.
 */
final class Listing {

  private final ObjectStore store;
  private final PathKeys keys;
  private final Shared shared;

  /** A listing of one bucket. */
  Listing(ObjectStore store, PathKeys keys, Shared shared) {
    this.store = store;
    this.keys = keys;
    this.shared = shared;
  }

  /**
   * Lists one page.
   *
   * @throws VaultException {@code INVALID_TOKEN}; {@code CORRUPT} if the store's pages are not what
   *     was asked for
   */
  ListPage page(ListRequest request) throws IOException {
    return page(request, Visibility.ALL);
  }

  /** As {@link #page(ListRequest)}, of a part of the bucket. */
  ListPage page(ListRequest request, Visibility visible) throws IOException {
    ListToken token = new ListToken(keys.listTokens());
    // In stored order a page and its token would tell of what lies between.
    ListOrder order = visible == Visibility.ALL ? request.order() : ListOrder.SORTED;
    return switch (order) {
      case STORED -> stored(request, token);
      case SORTED -> sorted(request, visible, token);
    };
  }

  private ListPage stored(ListRequest request, ListToken token) throws IOException {
    Optional<String> after = new StoredPosition(keys, token).of(request);
    String directory = PathKeys.parent(request.prefix());
    if (after.isEmpty() || isEmpty(request)) {
      return empty();
    }
    NameReader names = new NameReader(keys, shared.undecryptable());
    return new StoredOrder(store, names, request)
        .page(keys.directory(directory).stored(), after.get(), token);
  }

  private ListPage sorted(ListRequest request, Visibility visible, ListToken token)
      throws IOException {
    SortedDirectories directories = shared.directories();
    SortedPosition position = SortedPosition.of(request, token, directories.now());
    if (position.isAfterAll(request.prefix()) || isEmpty(request)) {
      return empty();
    }
    // What is remembered of a directory is for all who list it.
    NameReader names = new NameReader(keys, shared.undecryptable());
    DirectoryReader reader = new DirectoryReader(store, keys, names, directories.sorting());
    return new SortedOrder(directories, reader, request, visible, position).page(token);
  }

  private static boolean isEmpty(ListRequest request) {
    return request.maxKeys() == 0 || !PathKeys.canHoldObjects(PathKeys.parent(request.prefix()));
  }

  /** Empty without asking; but the bucket may not exist, and only the store knows. */
  private ListPage empty() throws IOException {
    store.list(new StoredPageRequest("", false, "", 1));
    return new PageBuilder(0).complete();
  }
}
