package com.cipherquay.vault;

import com.cipherquay.store.StoredVersionPage;
import com.cipherquay.store.StoredVersionRequest;
import com.cipherquay.store.VersionPosition;
import com.cipherquay.store.VersionStore;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Walks a store's listing of versions, versions and common prefixes merged in the order of the
 * stored names, page by page as needed. Believes no page that is out of place or does not advance.
 * Which of two versions of a name is the newer one is the store's word. Used by one thread.
 */
final class VersionWalk {

  /**
   * One line.
   *
   * @param name the stored name, or the common prefix ending in {@code /}
   * @param entry the version; empty for a common prefix
   */
  record Line(String name, Optional<StoredVersionPage.Entry> entry) {

    /** Where the listing continues after this line. */
    VersionPosition position() {
      return entry
          .map(it -> new VersionPosition(name, Optional.of(it.versionId())))
          .orElseGet(() -> VersionPosition.after(name + StoredItem.END));
    }
  }

  private final VersionStore store;
  private final StoredVersionRequest first;
  private final Deque<Line> buffer = new ArrayDeque<>();
  private final ListedIds idsOfName = new ListedIds();
  private VersionPosition after;
  private boolean more = true;

  /** A walk that makes no call before it is asked for a line. */
  VersionWalk(VersionStore store, StoredVersionRequest first) {
    this.store = store;
    this.first = first;
    this.after = first.after();
    after.versionId().ifPresent(idsOfName::add);
  }

  /** Whether the store said that nothing follows. */
  boolean isAtEnd() {
    return buffer.isEmpty() && !more;
  }

  /** Whether the next line, if there is one, costs another call to the store. */
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
      if (first.prefix().isEmpty() && !first.delimited() && after.name().startsWith(".")) {
        // Of what a vault keeps for itself no second page is read.
        after = VersionPosition.after("." + StoredItem.END);
      }
      StoredVersionPage page = store.list(first.from(after));
      for (Line line : merge(page)) {
        if (check(line)) {
          after = line.position();
          buffer.add(line);
        }
      }
      more = page.truncated();
      if (more && buffer.isEmpty()) {
        throw corrupt("a page that does not advance");
      }
    }
  }

  /** Removes the next line of the page; call {@link #fill} before. */
  Line next() {
    return buffer.remove();
  }

  private static List<Line> merge(StoredVersionPage page) {
    List<Line> lines = new ArrayList<>();
    for (StoredVersionPage.Entry entry : page.entries()) {
      lines.add(new Line(entry.name(), Optional.of(entry)));
    }
    for (String prefix : page.commonPrefixes()) {
      lines.add(new Line(prefix, Optional.empty()));
    }
    // Stable: versions of one name stay in the store's order.
    lines.sort(Comparator.comparing(Line::name, CodePointOrder.INSTANCE));
    return lines;
  }

  /** Whether the line is one to show. A common prefix may come once more, a version may not. */
  private boolean check(Line line) throws VaultException {
    String name = line.name();
    int slash = first.delimited() ? name.indexOf('/', first.prefix().length()) : -1;
    boolean version = line.entry().isPresent();
    boolean shaped = version ? slash < 0 : slash >= 0 && slash == name.length() - 1;
    if (!name.startsWith(first.prefix()) || !shaped) {
      throw corrupt("a line that was not asked for");
    }
    int order = CodePointOrder.INSTANCE.compare(line.position().name(), after.name());
    boolean sameName = order == 0 && version && after.versionId().isPresent();
    if (order > 0) {
      idsOfName.clear();
    }
    boolean advances = order > 0 || sameName;
    if (version && (!advances || !idsOfName.add(line.entry().orElseThrow().versionId()))) {
      throw corrupt("a version that was listed before");
    }
    return advances;
  }

  private static VaultException corrupt(String what) {
    return new VaultException(VaultFault.CORRUPT, "the store's listing of versions has " + what);
  }
}
