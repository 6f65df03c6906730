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
    boolean rolled = delimited || !whole;
    Optional<StoredItem> entered = rolled ? entered(directory, after) : Optional.empty();
    String position = after;
    if (entered.isPresent()) {
      Optional<String> stopped = rest(entered.get(), after);
      if (stopped.isPresent()) {
        return truncated(stopped.get(), token);
      }
      position = entered.get().position();
    }
    int limit = whole ? request.maxKeys() : StoredPageRequest.MAX_LIMIT;
    StoredPageRequest first = new StoredPageRequest(directory, rolled, position, limit);
    Optional<String> stopped =
        run(StoredWalk.ofObjects(store, first), position, whole && page.isEmpty());
    return stopped.isPresent() ? truncated(stopped.get(), token) : page.complete();
  }

  private ListPage truncated(String position, ListToken token) {
    return page.truncated(token.seal(position, request, ListOrder.STORED));
  }

  /** The directory in the one that is listed, inside of which a position is. */
  private static Optional<StoredItem> entered(String directory, String position) {
    int slash = position.startsWith(directory) ? position.indexOf('/', directory.length()) : -1;
    boolean inside = slash >= 0 && !position.startsWith(StoredItem.END, slash + 1);
    return inside
        ? Optional.of(StoredItem.ofPrefix(position.substring(0, slash + 1)))
        : Optional.empty();
  }

  /**
   * Takes what follows a position inside a directory. Asked for common prefixes after such a
   * position, AWS shows the directory once more and Ceph leaves it out, so that is never asked.
   */
  private Optional<String> rest(StoredItem entered, String after) throws IOException {
    StoredPageRequest any = new StoredPageRequest(entered.name(), false, after, 1);
    boolean nothing = delimited && store.list(any).entries().isEmpty();
    return nothing ? Optional.empty() : take(entered, after);
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
      names.checkPatience();
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
