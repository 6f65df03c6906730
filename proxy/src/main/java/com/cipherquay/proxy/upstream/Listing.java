package com.cipherquay.proxy.upstream;

import com.cipherquay.proxy.s3.xml.StoreDocuments;
import com.cipherquay.proxy.s3.xml.StoreListing;
import com.cipherquay.proxy.sigv4.PercentEncoding;
import com.cipherquay.proxy.sigv4.SignatureException;
import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoredEntry;
import com.cipherquay.store.StoredPage;
import com.cipherquay.store.StoredPageRequest;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
    StoreListing listing = read(answer);
    List<StoredEntry> entries = new ArrayList<>(listing.entries().size());
    for (StoreListing.Entry entry : listing.entries()) {
      entries.add(entry(answer, listing, entry));
    }
    List<String> prefixes = new ArrayList<>(listing.prefixes().size());
    for (String prefix : listing.prefixes()) {
      prefixes.add(local(answer, listing, prefix));
    }
    StoredPage page = new StoredPage(entries, prefixes, listing.truncated());
    if (page.truncated() && page.last().compareTo(asked.after()) <= 0) {
      throw answer.broken("says that more follows, but leads nowhere");
    }
    return page;
  }

  private StoredEntry entry(UpstreamAnswer answer, StoreListing listing, StoreListing.Entry entry)
      throws StoreException {
    if (entry.size() < 0) {
      throw answer.broken("has an entry without Size");
    }
    return new StoredEntry(
        local(answer, listing, entry.name()),
        ObjectAnswer.unquoted(entry.etag()),
        entry.size(),
        lastModified(answer, entry.lastModified()));
  }

  /** To the second, which is what the store can say in a header field. */
  private static Instant lastModified(UpstreamAnswer answer, String text) throws StoreException {
    try {
      return Instant.parse(text).truncatedTo(ChronoUnit.SECONDS);
    } catch (DateTimeException e) {
      throw answer.broken("has an entry without LastModified");
    }
  }

  /** A name as those know it who know nothing of the prefix. */
  private String local(UpstreamAnswer answer, StoreListing listing, String text)
      throws StoreException {
    String name = listing.urlEncoded() ? decoded(answer, text) : text;
    if (!name.startsWith(place.prefix()) || name.length() == place.prefix().length()) {
      throw answer.broken("has a name outside of what was asked for");
    }
    return name.substring(place.prefix().length());
  }

  private static String decoded(UpstreamAnswer answer, String text) throws StoreException {
    try {
      return PercentEncoding.decodeQuery(text);
    } catch (SignatureException e) {
      throw answer.broken("has a name that is not percent-encoded");
    }
  }

  private static StoreListing read(UpstreamAnswer answer) throws StoreException {
    byte[] document = answer.document(ANSWER_LIMIT);
    try {
      return StoreDocuments.listing(document);
    } catch (IOException e) {
      throw Faults.instead(answer, "ListBucketResult", document, e);
    }
  }
}
