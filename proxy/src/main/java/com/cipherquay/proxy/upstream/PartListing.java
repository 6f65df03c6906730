package com.cipherquay.proxy.upstream;

import com.cipherquay.proxy.s3.xml.StoreDocuments;
import com.cipherquay.proxy.s3.xml.StoreParts;
import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import com.cipherquay.store.StoredPart;
import com.cipherquay.store.StoredPartPage;
import com.cipherquay.store.StoredUpload;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One ListParts request.
 *
 * @param after the number of the last part that is known
 * @param limit how many are wanted
 */
record PartListing(ObjectRequests requests, StoredUpload upload, int after, int limit) {

  private static final int ANSWER_LIMIT = StoredPart.MAX_NUMBER * 1024;

  StoredPartPage send(UpstreamClient client) throws IOException {
    if (after == 0) {
      return send(client, false);
    }
    try {
      return send(client, true);
    } catch (StoreException e) {
      if (e.fault() != StoreFault.UNSUPPORTED) {
        throw e;
      }
      // S3Proxy knows no marker, and has no pages.
      return send(client, false);
    }
  }

  private StoredPartPage send(UpstreamClient client, boolean marked) throws IOException {
    UpstreamRequest request =
        requests.about("GET", upload.name()).query("max-parts", Integer.toString(limit));
    if (marked) {
      request = request.query("part-number-marker", Integer.toString(after));
    }
    try (UpstreamAnswer answer = client.send(request.query("uploadId", upload.id()))) {
      return page(answer);
    }
  }

  private StoredPartPage page(UpstreamAnswer answer) throws StoreException {
    StoreParts listed = Documents.read(answer, ANSWER_LIMIT, StoreDocuments::parts);
    List<StoredPartPage.Entry> entries = new ArrayList<>(listed.parts().size());
    for (StoreParts.Part part : listed.parts()) {
      StoredPartPage.Entry entry = entry(answer, part);
      if (entry.part().number() > after) {
        entries.add(entry);
      }
    }
    if (listed.truncated() && entries.isEmpty()) {
      throw answer.broken("says that more follows, but leads nowhere");
    }
    entries.sort(Comparator.comparingInt(entry -> entry.part().number()));
    boolean cut = entries.size() > limit;
    return new StoredPartPage(
        cut ? entries.subList(0, limit) : entries,
        cut || listed.truncated(),
        ObjectAnswer.storageClass(listed.storageClass()));
  }

  private static StoredPartPage.Entry entry(UpstreamAnswer answer, StoreParts.Part part)
      throws StoreException {
    String etag = ObjectAnswer.unquoted(part.etag());
    if (part.number() < 1
        || part.number() > StoredPart.MAX_NUMBER
        || part.size() < 0
        || etag.isEmpty()) {
      throw answer.broken("has a part without number, Size or ETag");
    }
    return new StoredPartPage.Entry(
        new StoredPart(part.number(), etag),
        part.size(),
        ListedNames.time(answer, part.lastModified()));
  }
}
