package com.cipherquay.vault;

import com.cipherquay.store.ObjectStore;
import com.cipherquay.store.StoredPageRequest;
import java.io.IOException;
import java.util.Optional;

/**
 * One page of a listing in the order of the stored names, without delimiter or with {@code /}. Used
 * by one thread, once.
 *
 * <p>A prefix that ends inside a component ({@code foo/ba}) is no prefix of stored names: then the
 * directory ({@code foo/}) is read, its names are filtered in plaintext, and without delimiter the
 * walk descends into the directories that match. The order is that of the flat listing, so that
 * every position remains valid.
 */
final class StoredOrder {

  private final ObjectStore store;
  private final NameReader names;
  private final ListRequest request;
  private final PageBuilder page;
  private final boolean delimited;

  StoredOrder(ObjectStore store, NameReader names, ListRequest request) {
    this.store = store;
    this.names = names;
    this.request = request;
    this.page = new PageBuilder(request.maxKeys());
    this.delimited = !request.delimiter().isEmpty();
  }

  /**
   * Lists the page.
   *
   * @param directory the stored path of the directory in which the prefix ends
   * @param after the stored position after which it begins
   */
  ListPage page(String directory, String after, ListToken token) throws IOException {
    boolean whole = PathKeys.leaf(request.prefix()).isEmpty();
    int limit = whole ? request.maxKeys() : StoredPageRequest.MAX_LIMIT;
    StoredWalk walk =
        new StoredWalk(store, new StoredPageRequest(directory, delimited || !whole, after, limit));
    Optional<String> stopped = run(walk, after, whole);
    return stopped.isPresent()
        ? page.truncated(token.seal(stopped.get(), request, ListOrder.STORED))
        : page.complete();
  }

  /**
   * Takes items until the walk ends or the page is full.
   *
   * @param onePage whether to be content with what one page of the store gives, if it gives any
   * @return where the next page begins; empty if the walk ended
   */
  private Optional<String> run(StoredWalk walk, String from, boolean onePage) throws IOException {
    String position = from;
    while (!walk.isAtEnd()) {
      boolean enough = onePage && walk.isAtPageEnd() && !page.isEmpty();
      if (enough || page.room() == 0) {
        return Optional.of(position);
      }
      walk.fill();
      if (!walk.isAtEnd()) {
        StoredItem item = walk.next();
        Optional<String> stopped = take(item, position);
        if (stopped.isPresent()) {
          return stopped;
        }
        position = item.position();
      }
    }
    return Optional.empty();
  }

  /** Shows an item or what is in it; returns where it stopped if the page became full inside. */
  private Optional<String> take(StoredItem item, String position) throws IOException {
    if (item.entry().isPresent()) {
      names
          .object(item.entry().get())
          .filter(object -> object.key().value().startsWith(request.prefix()))
          .ifPresent(page::add);
      return Optional.empty();
    }
    Optional<String> path =
        names.directory(item.name()).filter(found -> found.startsWith(request.prefix()));
    if (delimited) {
      path.ifPresent(page::addPrefix);
      return Optional.empty();
    }
    if (path.isEmpty()) {
      return Optional.empty();
    }
    StoredPageRequest inside = new StoredPageRequest(item.name(), false, position, page.room());
    return run(new StoredWalk(store, inside), position, false);
  }
}
