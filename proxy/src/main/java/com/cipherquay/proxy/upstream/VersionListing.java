package com.cipherquay.proxy.upstream;

import com.cipherquay.proxy.s3.xml.StoreDocuments;
import com.cipherquay.proxy.s3.xml.StoreVersions;
import com.cipherquay.proxy.s3.xml.XmlCharacters;
import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import com.cipherquay.store.StoredPageRequest;
import com.cipherquay.store.StoredVersionPage;
import com.cipherquay.store.StoredVersionRequest;
import com.cipherquay.store.VersionPosition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One ListObjectVersions request.
 *
 * @param asked which versions
 */
record VersionListing(ObjectRequests requests, StoredVersionRequest asked) {

  // Entries with a percent-encoded name of 1024 bytes, an owner and half a kilobyte around it.
  private static final int ANSWER_LIMIT = StoredPageRequest.MAX_LIMIT * 6 * 1024;

  /**
   * Sends it.
   *
   * <p>Of the name that {@code after} has done with, Ceph lists all versions the same; a page of
   * nothing else is passed over.
   */
  StoredVersionPage send(UpstreamClient client) throws IOException {
    VersionPosition from = asked.after();
    while (true) {
      StoredVersionPage page = page(client, from);
      List<StoredVersionPage.Entry> wanted =
          page.entries().stream().filter(entry -> !isPassed(entry)).toList();
      boolean nothing = wanted.isEmpty() && page.commonPrefixes().isEmpty();
      if (!nothing || !page.truncated()) {
        return new StoredVersionPage(wanted, page.commonPrefixes(), page.truncated());
      }
      StoredVersionPage.Entry last = page.entries().get(page.entries().size() - 1);
      VersionPosition next = new VersionPosition(last.name(), Optional.of(last.versionId()));
      if (next.equals(from)) {
        throw new StoreException(
            StoreFault.BROKEN, "the versions of " + last.name() + " have no end");
      }
      from = next;
    }
  }

  private boolean isPassed(StoredVersionPage.Entry entry) {
    return asked.after().versionId().isEmpty() && entry.name().equals(asked.after().name());
  }

  private StoredVersionPage page(UpstreamClient client, VersionPosition from) throws IOException {
    String place = requests.place().prefix();
    UpstreamRequest request = requests.aboutBucket("GET");
    // In the order of the names, as some stores sort the query for the signature only if it is.
    if (asked.delimited()) {
      request = request.query("delimiter", "/");
    }
    request = request.query("encoding-type", "url");
    if (!from.name().isEmpty()) {
      request = request.query("key-marker", place + from.name());
    }
    request = request.query("max-keys", Integer.toString(asked.limit()));
    request = request.query("prefix", place + asked.prefix());
    if (from.versionId().isPresent()) {
      request = request.query("version-id-marker", from.versionId().get());
    }
    try (UpstreamAnswer answer = client.send(request.query("versions", ""))) {
      return page(answer);
    }
  }

  private StoredVersionPage page(UpstreamAnswer answer) throws StoreException {
    StoreVersions listed = Documents.read(answer, ANSWER_LIMIT, StoreDocuments::versions);
    ListedNames names = new ListedNames(answer, requests.place().prefix(), listed.urlEncoded());
    List<StoredVersionPage.Entry> entries = new ArrayList<>(listed.versions().size());
    for (StoreVersions.Entry entry : listed.versions()) {
      entries.add(entry(answer, names, entry));
    }
    List<String> prefixes = prefixes(listed, names);
    if (listed.truncated() && entries.isEmpty() && prefixes.isEmpty()) {
      throw answer.broken("says that more follows, but leads nowhere");
    }
    return new StoredVersionPage(entries, prefixes, listed.truncated());
  }

  /** S3Proxy gives all common prefixes with every page: those of this page are kept. */
  private List<String> prefixes(StoreVersions listed, ListedNames names) throws StoreException {
    boolean ends = listed.truncated() && !listed.nextKeyMarker().isEmpty();
    String last = ends ? names.local(listed.nextKeyMarker()) : "";
    List<String> prefixes = new ArrayList<>(listed.prefixes().size());
    for (String prefix : listed.prefixes()) {
      String name = names.local(prefix);
      boolean passed = (name + "~").compareTo(asked.after().name()) <= 0;
      if (!passed && (!ends || name.compareTo(last) <= 0)) {
        prefixes.add(name);
      }
    }
    return prefixes;
  }

  private static StoredVersionPage.Entry entry(
      UpstreamAnswer answer, ListedNames names, StoreVersions.Entry entry) throws StoreException {
    String version = entry.object().version();
    if (entry.size() < 0 || version.isEmpty() || !XmlCharacters.canHold(version)) {
      throw answer.broken("has an entry without Size or VersionId");
    }
    return new StoredVersionPage.Entry(
        names.local(entry.object().name()),
        version,
        entry.latest(),
        entry.marker(),
        ObjectAnswer.unquoted(entry.etag()),
        entry.size(),
        ListedNames.time(answer, entry.lastModified()),
        ObjectAnswer.storageClass(entry.storageClass()));
  }
}
