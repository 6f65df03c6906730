package com.cipherquay.proxy.upstream;

import com.cipherquay.proxy.s3.xml.StoreDocuments;
import com.cipherquay.proxy.s3.xml.StoreListing;
import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoredEntry;
import com.cipherquay.store.StoredPage;
import com.cipherquay.store.StoredPageRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * One ListObjectsV2 request.
 *
 * <p>What a store lists is its untrusted word: it is passed on as it came, and only kept from
 * leading in a circle.
 *
 * @param place where the objects are
 * @param asked which of them
 */
record Listing(UpstreamSettings.Place place, StoredPageRequest asked) {

  // Entries with a percent-encoded name of 1024 bytes and half a kilobyte around it.
  private static final int ANSWER_LIMIT = StoredPageRequest.MAX_LIMIT * 4 * 1024;

  StoredPage send(UpstreamClient client) throws IOException {
    UpstreamRequest request =
        UpstreamRequest.of("GET", client.endpoint().address(place.bucket(), ""));
    // In the order of the names, as some stores sort the query for the signature only if it is.
    if (asked.delimited()) {
      request = request.query("delimiter", "/");
    }
    request = request.query("encoding-type", "url").query("list-type", "2");
    request = request.query("max-keys", Integer.toString(asked.limit()));
    request = request.query("prefix", place.prefix() + asked.prefix());
    if (!asked.after().isEmpty()) {
      request = request.query("start-after", place.prefix() + asked.after());
    }
    try (UpstreamAnswer answer = client.send(request)) {
      return page(answer);
    }
  }

  private StoredPage page(UpstreamAnswer answer) throws StoreException {
    StoreListing listing = Documents.read(answer, ANSWER_LIMIT, StoreDocuments::listing);
    ListedNames names = new ListedNames(answer, place.prefix(), listing.urlEncoded());
    List<StoredEntry> entries = new ArrayList<>(listing.entries().size());
    for (StoreListing.Entry entry : listing.entries()) {
      entries.add(entry(answer, names, entry));
    }
    List<String> prefixes = new ArrayList<>(listing.prefixes().size());
    for (String prefix : listing.prefixes()) {
      prefixes.add(names.local(prefix));
    }
    StoredPage page = new StoredPage(entries, prefixes, listing.truncated());
    if (page.truncated() && page.last().compareTo(asked.after()) <= 0) {
      throw answer.broken("says that more follows, but leads nowhere");
    }
    return page;
  }

  private static StoredEntry entry(
      UpstreamAnswer answer, ListedNames names, StoreListing.Entry entry) throws StoreException {
    if (entry.size() < 0) {
      throw answer.broken("has an entry without Size");
    }
    return new StoredEntry(
        names.local(entry.name()),
        ObjectAnswer.unquoted(entry.etag()),
        entry.size(),
        ListedNames.time(answer, entry.lastModified()),
        ObjectAnswer.storageClass(entry.storageClass()));
  }
}
