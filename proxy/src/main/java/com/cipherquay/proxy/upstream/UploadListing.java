package com.cipherquay.proxy.upstream;

import com.cipherquay.proxy.s3.xml.StoreDocuments;
import com.cipherquay.proxy.s3.xml.StoreUploads;
import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoredPageRequest;
import com.cipherquay.store.StoredUploadPage;
import com.cipherquay.store.UploadPosition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A ListMultipartUploads request.
 *
 * @param prefix what the names begin with
 * @param limit how many uploads are wanted
 */
record UploadListing(ObjectRequests requests, String prefix, int limit) {

  // Entries with a percent-encoded name of 1024 bytes, and two accounts' names around it.
  private static final int ANSWER_LIMIT = StoredPageRequest.MAX_LIMIT * 6 * 1024;

  /**
   * Sends it.
   *
   * <p>Of the uploads of the name that {@code after} has done with, Ceph lists all the same; a page
   * of nothing else is passed over.
   */
  StoredUploadPage send(UpstreamClient client, UploadPosition after) throws IOException {
    UploadPosition from = after;
    while (true) {
      StoredUploadPage page = page(client, from);
      List<StoredUploadPage.Entry> wanted =
          page.entries().stream()
              .filter(entry -> !after.id().isEmpty() || !entry.name().equals(after.name()))
              .toList();
      if (!wanted.isEmpty() || !page.truncated()) {
        return new StoredUploadPage(wanted, page.truncated());
      }
      StoredUploadPage.Entry last = page.entries().get(page.entries().size() - 1);
      from = new UploadPosition(last.name(), last.id());
    }
  }

  private StoredUploadPage page(UpstreamClient client, UploadPosition after) throws IOException {
    String place = requests.place().prefix();
    UpstreamRequest request = requests.aboutBucket("GET").query("encoding-type", "url");
    if (!after.name().isEmpty()) {
      request = request.query("key-marker", place + after.name());
    }
    request = request.query("max-uploads", Integer.toString(limit));
    request = request.query("prefix", place + prefix);
    if (!after.id().isEmpty()) {
      request = request.query("upload-id-marker", after.id());
    }
    try (UpstreamAnswer answer = client.send(request.query("uploads", ""))) {
      return page(answer, after);
    }
  }

  private StoredUploadPage page(UpstreamAnswer answer, UploadPosition after) throws StoreException {
    StoreUploads listed = Documents.read(answer, ANSWER_LIMIT, StoreDocuments::uploads);
    ListedNames names = new ListedNames(answer, requests.place().prefix(), listed.urlEncoded());
    List<StoredUploadPage.Entry> entries = new ArrayList<>(listed.uploads().size());
    UploadPosition last = after;
    for (StoreUploads.Upload upload : listed.uploads()) {
      String name = names.local(upload.name());
      if (upload.id().isEmpty()) {
        throw answer.broken("has an upload without UploadId");
      }
      last = new UploadPosition(name, upload.id());
      entries.add(
          new StoredUploadPage.Entry(
              name,
              upload.id(),
              ListedNames.time(answer, upload.initiated()),
              ObjectAnswer.storageClass(upload.storageClass())));
    }
    // Neither AWS nor Ceph sorts by name and id alone, so that is all that can be asked for.
    if (listed.truncated() && last.equals(after)) {
      throw answer.broken("says that more follows, but leads nowhere");
    }
    return new StoredUploadPage(entries, listed.truncated());
  }
}
