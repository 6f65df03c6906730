package com.cipherquay.vault;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One page of versions in the order of the plaintext, for delimiters that are not borders of stored
 * components: what {@link SortedOrder} is for objects. Keeps no more lines than the page has, and
 * the versions of the key at which it begins. Used by one thread, once.
 */
final class PlaintextVersionOrder {

  /** A key or common prefix, and the place of a version among those of the key. */
  private record Line(String name, long place) {}

  private static final Comparator<Line> ORDER =
      Comparator.comparing(Line::name, CodePointOrder.INSTANCE).thenComparing(Line::place);

  private final NameReader names;
  private final VersionListRequest request;
  // Without a version it is a common prefix. One more than the page holds, which tells whether the
  // page is the last.
  private final NavigableMap<Line, Optional<VersionPage.ListedVersion>> smallest =
      new TreeMap<>(ORDER);
  private final List<VersionPage.ListedVersion> ofMarker = new ArrayList<>();
  private long place;

  PlaintextVersionOrder(NameReader names, VersionListRequest request) {
    this.names = names;
    this.request = request;
  }

  /** Lists the page from a walk over all versions in the directory where the prefix ends. */
  VersionPage page(VersionWalk walk) throws IOException {
    for (walk.fill(); !walk.isAtEnd(); walk.fill()) {
      names.checkPatience();
      walk.next().entry().flatMap(names::version).ifPresent(this::consider);
    }
    List<String> ids = ofMarker.stream().map(VersionPage.ListedVersion::versionId).toList();
    int passed = request.versionMarker().map(ids::indexOf).orElse(-1) + 1;
    ofMarker.subList(passed, ofMarker.size()).forEach(this::keep);
    VersionPageBuilder page = new VersionPageBuilder(request.maxKeys());
    for (Map.Entry<Line, Optional<VersionPage.ListedVersion>> line : smallest.entrySet()) {
      if (page.room() == 0) {
        return page.truncated();
      }
      line.getValue().ifPresentOrElse(page::add, () -> page.addPrefix(line.getKey().name()));
    }
    return page.complete();
  }

  private void consider(VersionPage.ListedVersion version) {
    String key = version.key().value();
    int order = CodePointOrder.INSTANCE.compare(key, request.keyMarker());
    if (!key.startsWith(request.prefix()) || order < 0) {
      return;
    }
    if (order > 0) {
      keep(version);
    } else if (request.versionMarker().isPresent()) {
      ofMarker.add(version);
    }
  }

  private void keep(VersionPage.ListedVersion version) {
    String key = version.key().value();
    int end =
        request.delimiter().isEmpty()
            ? -1
            : key.indexOf(request.delimiter(), request.prefix().length());
    if (end < 0) {
      put(new Line(key, place++), Optional.of(version));
      return;
    }
    String common = key.substring(0, end + request.delimiter().length());
    if (!common.equals(request.keyMarker())) {
      put(new Line(common, 0), Optional.empty());
    }
  }

  private void put(Line line, Optional<VersionPage.ListedVersion> version) {
    smallest.put(line, version);
    if (smallest.size() > request.maxKeys() + 1) {
      smallest.pollLastEntry();
    }
  }
}
