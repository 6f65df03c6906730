package com.cipherquay.vault;

import com.cipherquay.vault.ListPage.ListedObject;
import java.io.IOException;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One page of a listing with a delimiter that stored names do not show. Everything below the prefix
 * is read, and the smallest results after the position are kept: complete and correct in bounded
 * memory, at the price of one such reading per page. Used by one thread, once.
 */
final class PlaintextOrder {

  private final NameReader names;
  private final ListRequest request;
  private final String after;
  private final boolean skipsCommonPrefix;
  // One more than the page holds, which tells whether the page is the last.
  private final NavigableMap<String, Optional<ListedObject>> smallest =
      new TreeMap<>(CodePointOrder.INSTANCE);

  PlaintextOrder(NameReader names, ListRequest request, String after) {
    this.names = names;
    this.request = request;
    this.after = after;
    this.skipsCommonPrefix = !(request.position() instanceof ListPosition.StartAfter);
  }

  /**
   * The object key or common prefix after which a page begins.
   *
   * @throws VaultException {@code INVALID_TOKEN}
   */
  static String after(ListRequest request, ListToken token) throws VaultException {
    ListPosition position = request.position();
    if (position instanceof ListPosition.Continuation continuation) {
      return token.open(continuation.token(), request, ListOrder.PLAINTEXT);
    }
    if (position instanceof ListPosition.Marker marker) {
      return marker.key();
    }
    return position instanceof ListPosition.StartAfter start ? start.key() : "";
  }

  /** Lists the page from a walk over all stored names in the directory where the prefix ends. */
  ListPage page(StoredWalk walk, ListToken token) throws IOException {
    for (walk.fill(); !walk.isAtEnd(); walk.fill()) {
      walk.next().entry().flatMap(names::object).ifPresent(this::consider);
    }
    PageBuilder page = new PageBuilder(request.maxKeys());
    for (Map.Entry<String, Optional<ListedObject>> result : smallest.entrySet()) {
      if (page.room() == 0) {
        return page.truncated(token.seal(page.last(), request, ListOrder.PLAINTEXT));
      }
      result.getValue().ifPresentOrElse(page::add, () -> page.addPrefix(result.getKey()));
    }
    return page.complete();
  }

  private void consider(ListedObject object) {
    String key = object.key().value();
    if (!key.startsWith(request.prefix()) || CodePointOrder.INSTANCE.compare(key, after) <= 0) {
      return;
    }
    int end = key.indexOf(request.delimiter(), request.prefix().length());
    if (end < 0) {
      keep(key, Optional.of(object));
      return;
    }
    String common = key.substring(0, end + request.delimiter().length());
    if (!skipsCommonPrefix || !common.equals(after)) {
      keep(common, Optional.empty());
    }
  }

  private void keep(String name, Optional<ListedObject> object) {
    smallest.put(name, object);
    if (smallest.size() > request.maxKeys() + 1) {
      smallest.pollLastEntry();
    }
  }
}
