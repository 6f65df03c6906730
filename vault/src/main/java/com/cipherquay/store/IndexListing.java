package com.cipherquay.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Builds one page of a listing from range scans of the index.
 *
 * <p>A page costs one seek, one step for each object and one more seek for each common prefix:
 * never a step for what lies below a prefix, and nothing for the pages before it.
 */
final class IndexListing {

  /** Greater than each character of a stored name, and less than none. */
  static final char BEYOND = '\u007f';

  /** Less than each character of a stored name. */
  static final char BELOW = '\u0001';

  private final IndexQueries queries;
  private final StoredPageRequest request;
  private final List<StoredEntry> entries = new ArrayList<>();
  private final List<String> prefixes = new ArrayList<>();

  private boolean truncated;

  private IndexListing(IndexQueries queries, StoredPageRequest request) {
    this.queries = queries;
    this.request = request;
  }

  static StoredPage page(IndexQueries queries, long bucket, StoredPageRequest request)
      throws SQLException {
    return new IndexListing(queries, request).page(bucket);
  }

  private StoredPage page(long bucket) throws SQLException {
    String after = request.after().isEmpty() ? "" : request.after() + BELOW;
    String start = after.compareTo(request.prefix()) > 0 ? after : request.prefix();
    Optional<String> from = Optional.of(start);
    while (from.isPresent()) {
      from = scan(bucket, from.get());
    }
    return new StoredPage(entries, prefixes, truncated);
  }

  /** Takes objects up to a common prefix, and returns where to go on behind it, if at all. */
  private Optional<String> scan(long bucket, String from) throws SQLException {
    try (ResultSet row = queries.scan(bucket, from, request.prefix() + BEYOND)) {
      while (row.next()) {
        String prefix = commonPrefix(row.getString(1));
        boolean listed = !prefix.isEmpty() && (prefix + "~").compareTo(request.after()) <= 0;
        if (listed) {
          return Optional.of(behind(prefix));
        }
        if (entries.size() + prefixes.size() == request.limit()) {
          truncated = true;
          return Optional.empty();
        }
        if (!prefix.isEmpty()) {
          prefixes.add(prefix);
          return Optional.of(behind(prefix));
        }
        entries.add(IndexQueries.entry(row));
      }
      return Optional.empty();
    }
  }

  private String commonPrefix(String name) {
    int slash = request.delimited() ? name.indexOf('/', request.prefix().length()) : -1;
    return name.substring(0, slash + 1);
  }

  /** The first name that can follow all names below a prefix: {@code 0} follows {@code /}. */
  static String behind(String prefix) {
    return prefix.substring(0, prefix.length() - 1) + '0';
  }
}
