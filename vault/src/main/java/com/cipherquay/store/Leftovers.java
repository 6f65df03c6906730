package com.cipherquay.store;

import java.util.Collection;
import java.util.List;

/**
 * What a change of the index has left without an owner. The index knows of it too, so that the next
 * start removes what this process does not get to.
 *
 * @param files content files, noted in {@code pending}
 * @param uploads numbers of uploads whose parts make no object, noted in {@code dropped}
 */
record Leftovers(List<String> files, List<Long> uploads) {

  static final Leftovers NONE = new Leftovers(List.of(), List.of());

  Leftovers {
    files = List.copyOf(files);
    uploads = List.copyOf(uploads);
  }

  static Leftovers of(Collection<Leftovers> all) {
    return new Leftovers(
        all.stream().flatMap(each -> each.files().stream()).toList(),
        all.stream().flatMap(each -> each.uploads().stream()).toList());
  }
}
