package com.cipherquay.vault;

import com.cipherquay.store.StoredPageRequest;
import com.cipherquay.store.StoredVersionRequest;
import com.cipherquay.store.VersionPosition;
import com.cipherquay.store.VersionStore;
import java.io.IOException;
import java.util.Optional;

/**
 * One page of versions in the order of the stored names, without delimiter or with {@code /}: what
 * {@link StoredOrder} is for objects. Used by one thread, once.
 */
final class VersionOrder {

  private final VersionStore store;
  private final NameReader names;
  private final VersionListRequest request;
  private final VersionPageBuilder page;
  private final boolean delimited;

  VersionOrder(VersionStore store, NameReader names, VersionListRequest request) {
    this.store = store;
    this.names = names;
    this.request = request;
    this.page = new VersionPageBuilder(request.maxKeys());
    this.delimited = !request.delimiter().isEmpty();
  }

  /**
   * Lists the page.
   *
   * @param directory the stored path of the directory in which the prefix ends
   */
  VersionPage page(String directory, VersionPosition after) throws IOException {
    boolean whole = PathKeys.leaf(request.prefix()).isEmpty();
    boolean rolled = delimited || !whole;
    Optional<String> entered = rolled ? entered(directory, after.name()) : Optional.empty();
    VersionPosition position = after;
    if (entered.isPresent()) {
      if (rest(entered.get(), after)) {
        return page.truncated();
      }
      position = VersionPosition.after(entered.get() + StoredItem.END);
    }
    int limit = whole ? request.maxKeys() : StoredPageRequest.MAX_LIMIT;
    StoredVersionRequest first = new StoredVersionRequest(directory, rolled, position, limit);
    boolean stopped = run(new VersionWalk(store, first), whole && page.isEmpty());
    return stopped ? page.truncated() : page.complete();
  }

  /** The directory in the one that is listed, inside of which a position is. */
  private static Optional<String> entered(String directory, String position) {
    int slash = position.startsWith(directory) ? position.indexOf('/', directory.length()) : -1;
    boolean inside = slash >= 0 && !position.startsWith(StoredItem.END, slash + 1);
    return inside ? Optional.of(position.substring(0, slash + 1)) : Optional.empty();
  }

  /**
   * Takes what follows a position inside a directory, which is never asked for together with common
   * prefixes: stores do not agree whether the directory is shown once more.
   */
  private boolean rest(String directory, VersionPosition after) throws IOException {
    StoredVersionRequest any = new StoredVersionRequest(directory, false, after, 1);
    boolean nothing = delimited && store.list(any).entries().isEmpty();
    return !nothing && enter(directory, after);
  }

  /**
   * Takes lines until the walk ends or the page is full.
   *
   * @param onePage whether to be content with what one page of the store gives, if it gives any
   * @return whether it stopped before the end
   */
  private boolean run(VersionWalk walk, boolean onePage) throws IOException {
    while (!walk.isAtEnd()) {
      boolean enough = onePage && walk.isAtPageEnd() && !page.isEmpty();
      if (enough || page.room() == 0) {
        return true;
      }
      names.checkPatience();
      walk.fill();
      if (!walk.isAtEnd() && take(walk.next())) {
        return true;
      }
    }
    return false;
  }

  /** Shows a line or what is in it; returns whether the page became full inside. */
  private boolean take(VersionWalk.Line line) throws IOException {
    if (line.entry().isEmpty()) {
      return enter(line.name(), VersionPosition.FIRST);
    }
    names
        .version(line.entry().get())
        .filter(version -> version.key().value().startsWith(request.prefix()))
        .ifPresent(page::add);
    return false;
  }

  /** Shows a directory, or what is in it after a position. */
  private boolean enter(String directory, VersionPosition after) throws IOException {
    Optional<String> path =
        names.directory(directory).filter(found -> found.startsWith(request.prefix()));
    if (delimited) {
      path.ifPresent(page::addPrefix);
      return false;
    }
    if (path.isEmpty()) {
      return false;
    }
    StoredVersionRequest inside = new StoredVersionRequest(directory, false, after, page.room());
    return run(new VersionWalk(store, inside), false);
  }
}
