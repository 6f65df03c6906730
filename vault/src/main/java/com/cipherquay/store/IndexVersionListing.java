package com.cipherquay.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Builds one page of versions from range scans of the index; a page costs what one of objects does
 * ({@link IndexListing}).
 */
final class IndexVersionListing {

  private final VersionQueries queries;
  private final long bucket;
  private final StoredVersionRequest request;
  private final List<StoredVersionPage.Entry> entries = new ArrayList<>();
  private final List<String> prefixes = new ArrayList<>();

  /** The name whose newest version is passed. */
  private String begun = "";

  private boolean truncated;

  private IndexVersionListing(VersionQueries queries, long bucket, StoredVersionRequest request) {
    this.queries = queries;
    this.bucket = bucket;
    this.request = request;
  }

  static StoredVersionPage page(IndexQueries queries, long bucket, StoredVersionRequest request)
      throws SQLException, StoreException {
    return new IndexVersionListing(queries.versions(), bucket, request).page();
  }

  private StoredVersionPage page() throws SQLException, StoreException {
    String after = request.after().name();
    if (request.after().versionId().isPresent()) {
      rest(after, request.after().versionId().get());
    }
    String behind = after.isEmpty() ? "" : after + IndexListing.BELOW;
    String start = behind.compareTo(request.prefix()) > 0 ? behind : request.prefix();
    Optional<String> from = truncated ? Optional.empty() : Optional.of(start);
    while (from.isPresent()) {
      try (ResultSet row =
          queries.scan(bucket, from.get(), request.prefix() + IndexListing.BEYOND)) {
        from = take(row);
      }
    }
    return new StoredVersionPage(entries, prefixes, truncated);
  }

  /** Takes what is older than one version of a name. */
  private void rest(String name, String id) throws SQLException, StoreException {
    VersionId.check(id);
    if (!name.startsWith(request.prefix())) {
      return;
    }
    long place = queries.place(bucket, name, id);
    // Where the version that is passed is gone, together with all newer ones, the next one is the
    // newest.
    begun = queries.hasSince(bucket, name, place) ? name : "";
    try (ResultSet row = queries.rest(bucket, name, place)) {
      Optional<String> unused = take(row);
    }
  }

  /** Takes versions up to a common prefix, and returns where to go on behind it, if at all. */
  private Optional<String> take(ResultSet row) throws SQLException {
    while (row.next()) {
      String name = row.getString(1);
      String prefix = commonPrefix(name);
      boolean listed = !prefix.isEmpty() && (prefix + "~").compareTo(request.after().name()) <= 0;
      if (listed) {
        return Optional.of(IndexListing.behind(prefix));
      }
      if (entries.size() + prefixes.size() == request.limit()) {
        truncated = true;
        return Optional.empty();
      }
      if (!prefix.isEmpty()) {
        prefixes.add(prefix);
        return Optional.of(IndexListing.behind(prefix));
      }
      entries.add(VersionQueries.entry(row, !name.equals(begun)));
      begun = name;
    }
    return Optional.empty();
  }

  private String commonPrefix(String name) {
    int slash = request.delimited() ? name.indexOf('/', request.prefix().length()) : -1;
    return name.substring(0, slash + 1);
  }
}
