package com.cipherquay.vault;

import com.cipherquay.store.ObjectStore;
import com.cipherquay.store.StoredEntry;
import com.cipherquay.store.StoredPage;
import com.cipherquay.store.StoredPageRequest;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/**
 * Walks a store's listing, objects and common prefixes merged in the order of the stored names,
 * page by page as needed. Believes no page that is out of order or out of place: from one that does
 * not advance no listing would ever end. Used by one thread.
 */
final class StoredWalk {

  /** How the names begin that no encryption produces. */
  private static final String RESERVED = ".";

  private final ObjectStore store;
  private final StoredPageRequest first;
  private final boolean skipsReserved;
  private final Deque<StoredItem> buffer = new ArrayDeque<>();
  private String after;
  private boolean more = true;

  /** A walk that makes no call before it is asked for an item. */
  StoredWalk(ObjectStore store, StoredPageRequest first) {
    this(store, first, false);
  }

  private StoredWalk(ObjectStore store, StoredPageRequest first, boolean skipsReserved) {
    this.store = store;
    this.first = first;
    this.skipsReserved = skipsReserved;
    this.after = first.after();
  }

  /**
   * A walk for which of the reserved names at the beginning no second page is read, however many
   * there are.
   */
  static StoredWalk ofObjects(ObjectStore store, StoredPageRequest first) {
    return new StoredWalk(store, first, first.prefix().isEmpty() && !first.delimited());
  }

  /** Whether the store said that nothing follows. */
  boolean isAtEnd() {
    return buffer.isEmpty() && !more;
  }

  /** Whether the next item, if there is one, costs another call to the store. */
  boolean isAtPageEnd() {
    return buffer.isEmpty();
  }

  /**
   * Moves to the next page if this one is used up.
   *
   * @throws VaultException {@code CORRUPT} if the store's page is not what was asked for
   */
  void fill() throws IOException {
    if (buffer.isEmpty() && more) {
      if (skipsReserved && after.startsWith(RESERVED)) {
        after = RESERVED + StoredItem.END;
      }
      StoredPage page =
          store.list(
              new StoredPageRequest(first.prefix(), first.delimited(), after, first.limit()));
      for (StoredItem item : merge(page)) {
        if (check(item)) {
          after = item.position();
          buffer.add(item);
        }
      }
      more = page.truncated();
      if (more && buffer.isEmpty()) {
        throw corrupt("a page that does not advance");
      }
    }
  }

  /** Removes the next item of the page; call {@link #fill} before. */
  StoredItem next() {
    return buffer.remove();
  }

  private static List<StoredItem> merge(StoredPage page) {
    List<StoredItem> items = new ArrayList<>();
    for (StoredEntry entry : page.entries()) {
      items.add(StoredItem.of(entry));
    }
    for (String prefix : page.commonPrefixes()) {
      items.add(StoredItem.ofPrefix(prefix));
    }
    items.sort(Comparator.comparing(StoredItem::name, CodePointOrder.INSTANCE));
    return items;
  }

  /**
   * Whether the line is one to show. Lines are sorted when they come here, so one that does not
   * advance was there before.
   */
  private boolean check(StoredItem item) throws VaultException {
    String name = item.name();
    int slash = first.delimited() ? name.indexOf('/', first.prefix().length()) : -1;
    boolean object = item.entry().isPresent();
    boolean shaped = object ? slash < 0 : slash >= 0 && slash == name.length() - 1;
    if (!name.startsWith(first.prefix()) || !shaped) {
      throw corrupt("a line that was not asked for");
    }
    boolean advances = CodePointOrder.INSTANCE.compare(item.position(), after) > 0;
    if (!advances && object) {
      throw corrupt("an object that was listed before");
    }
    // A foreign name may sort after "~", and brings the prefix that it is rolled up into once more.
    return advances;
  }

  private static VaultException corrupt(String what) {
    return new VaultException(VaultFault.CORRUPT, "the store's listing has " + what);
  }
}
