package com.cipherquay.proxy.upstream;

import com.cipherquay.proxy.s3.xml.StoreDocuments;
import com.cipherquay.proxy.s3.xml.StoreRequests;
import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import com.cipherquay.store.StoredVersionPage;
import com.cipherquay.store.StoredVersionRequest;
import com.cipherquay.store.VersionStore;
import com.cipherquay.store.Versioning;
import java.io.IOException;

/** The versions of the objects of one place. */
final class S3Versions implements VersionStore {

  private static final String SUB_RESOURCE = "versioning";
  private static final String ENABLED = "Enabled";
  private static final String SUSPENDED = "Suspended";

  private final UpstreamClient client;
  private final ObjectRequests requests;

  S3Versions(UpstreamClient client, ObjectRequests requests) {
    this.client = client;
    this.requests = requests;
  }

  @Override
  public Versioning versioning() throws IOException {
    try (UpstreamAnswer answer = client.send(requests.aboutBucket("GET").query(SUB_RESOURCE, ""))) {
      String status =
          Documents.read(answer, Faults.ERROR_LIMIT, StoreDocuments::versioning).status();
      return switch (status) {
        case "" -> Versioning.NEVER;
        case ENABLED -> Versioning.ENABLED;
        case SUSPENDED -> Versioning.SUSPENDED;
        default -> throw answer.broken("has an unknown Status");
      };
    }
  }

  /** Of a bucket in which the place is only a part, the versioning is not the place's to change. */
  @Override
  public void setVersioning(Versioning versioning) throws IOException {
    Payload.Bytes document = new Payload.Bytes(StoreRequests.versioning(status(versioning)));
    if (!requests.place().prefix().isEmpty()) {
      throw new StoreException(
          StoreFault.UNSUPPORTED, "a part of the bucket " + requests.place().bucket());
    }
    client.perform(
        requests
            .aboutBucket("PUT")
            .query(SUB_RESOURCE, "")
            .header("content-type", "application/xml")
            .header("content-md5", document.md5())
            .payload(document, UpstreamRequest.Repeat.ALWAYS));
  }

  private static String status(Versioning versioning) {
    return switch (versioning) {
      case ENABLED -> ENABLED;
      case SUSPENDED -> SUSPENDED;
      case NEVER -> throw new IllegalArgumentException("versions can only be suspended");
    };
  }

  @Override
  public StoredVersionPage list(StoredVersionRequest request) throws IOException {
    return new VersionListing(requests, request).send(client);
  }
}
