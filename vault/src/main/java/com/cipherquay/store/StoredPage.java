package com.cipherquay.store;

import java.util.List;

/**
 * One page of a listing, objects and common prefixes each in byte order.
 *
 * @param entries the objects
 * @param commonPrefixes rolled-up prefixes, each ending in {@code /}
 * @param truncated whether more follows; then the page is not empty, and the next page starts after
 *     the greatest of its entries and (followed by {@code ~}) common prefixes
 */
public record StoredPage(
    List<StoredEntry> entries, List<String> commonPrefixes, boolean truncated) {

  public StoredPage {
    entries = List.copyOf(entries);
    commonPrefixes = List.copyOf(commonPrefixes);
  }

  /** The {@code after} of the request for the next page. */
  public String last() {
    String entry = entries.isEmpty() ? "" : entries.get(entries.size() - 1).name();
    String prefix =
        commonPrefixes.isEmpty() ? "" : commonPrefixes.get(commonPrefixes.size() - 1) + "~";
    return entry.compareTo(prefix) > 0 ? entry : prefix;
  }
}
