package com.cipherquay.proxy.upstream;

import com.cipherquay.proxy.s3.xml.StoreRequests;
import com.cipherquay.store.ArchiveStore;
import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import com.cipherquay.store.StoredVersion;
import java.io.IOException;
import java.util.Optional;

/** The archived objects of one place. */
record S3Archive(ObjectRequests requests) implements ArchiveStore {

  private static final int ALREADY = 200;

  @Override
  public boolean restore(StoredVersion object, int days, Optional<String> tier) throws IOException {
    Payload.Bytes document = new Payload.Bytes(StoreRequests.restoration(days, tier));
    UpstreamRequest request =
        requests
            .about("POST", object.name())
            .query("restore", "")
            .header("content-type", "application/xml")
            .header("content-md5", document.md5())
            .payload(document, UpstreamRequest.Repeat.IF_NOT_PROCESSED);
    if (object.versionId().isPresent()) {
      request = request.query("versionId", object.versionId().get());
    }
    try (UpstreamAnswer answer = requests.client().send(request)) {
      var unused = answer.document(Faults.ERROR_LIMIT);
      return answer.status() == ALREADY;
    } catch (StoreException e) {
      throw ofRestoration(e);
    }
  }

  private static StoreException ofRestoration(StoreException e) {
    return switch (e.fault()) {
      // The same code as for an object that must be restored first.
      case ARCHIVED ->
          new StoreException(StoreFault.NOT_ARCHIVED, "there is nothing to restore", e);
      // Ceph takes it for the form of a browser, which it is not.
      case BROKEN -> new StoreException(StoreFault.UNSUPPORTED, "the store has no archive", e);
      default -> e;
    };
  }
}
