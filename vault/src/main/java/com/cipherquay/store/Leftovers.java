package com.cipherquay.store;

import java.util.Collection;
import java.util.List;

/**
 * What a change of the index has left without an owner. The index knows of it too, so that the next
 * start removes what this process does not get to.
 *
 * @param files content files, noted in {@code pending}
 * @param uploads numbers of uploads whose parts make no object, noted in {@code dropped}
 * @param cut numbers of uploads of whose parts some make no object, noted there too
 */
record Leftovers(List<String> files, List<Long> uploads, List<Long> cut) {

  static final Leftovers NONE = new Leftovers(List.of(), List.of(), List.of());

  Leftovers {
    files = List.copyOf(files);
    uploads = List.copyOf(uploads);
    cut = List.copyOf(cut);
  }

  static Leftovers file(String file) {
    return new Leftovers(List.of(file), List.of(), List.of());
  }

  static Leftovers upload(long upload) {
    return new Leftovers(List.of(), List.of(upload), List.of());
  }

  static Leftovers cut(long upload) {
    return new Leftovers(List.of(), List.of(), List.of(upload));
  }

  static Leftovers of(Collection<Leftovers> all) {
    return new Leftovers(
        all.stream().flatMap(each -> each.files().stream()).toList(),
        all.stream().flatMap(each -> each.uploads().stream()).toList(),
        all.stream().flatMap(each -> each.cut().stream()).toList());
  }
}
