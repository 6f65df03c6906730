package com.cipherquay.vault;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects one page of a listing. Used by one thread. */
final class PageBuilder {

  private final int maximum;
  private final List<ListPage.ListedObject> objects = new ArrayList<>();
  private final List<String> prefixes = new ArrayList<>();
  private String last = "";

  PageBuilder(int maximum) {
    this.maximum = maximum;
  }

  void add(ListPage.ListedObject object) {
    objects.add(object);
    last = object.key().value();
  }

  void addPrefix(String prefix) {
    prefixes.add(prefix);
    last = prefix;
  }

  boolean isEmpty() {
    return objects.isEmpty() && prefixes.isEmpty();
  }

  /** How many more keys and common prefixes the page can take. */
  int room() {
    return maximum - objects.size() - prefixes.size();
  }

  /** The object key or common prefix that was added last. */
  String last() {
    return last;
  }

  /** The last page. */
  ListPage complete() {
    return new ListPage(objects, prefixes, Optional.empty(), Optional.empty());
  }

  /** A page that more follow. */
  ListPage truncated(String token) {
    return new ListPage(objects, prefixes, Optional.of(token), Optional.of(last));
  }
}
