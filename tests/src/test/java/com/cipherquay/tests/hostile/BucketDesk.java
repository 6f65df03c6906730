package com.cipherquay.tests.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

/** What concerns buckets. */
final class BucketDesk {

  private final Shelves shelves;

  BucketDesk(Shelves shelves) {
    this.shelves = shelves;
  }

  StoreReply answer(StoreRequest request) throws StoreRefusal {
    if (request.bucket().isEmpty()) {
      return all();
    }
    return switch (request.method()) {
      case "PUT" -> create(request);
      case "HEAD" -> head(request);
      case "DELETE" -> delete(request);
      default -> get(request);
    };
  }

  private StoreReply all() {
    StringBuilder buckets = new StringBuilder();
    for (String name : shelves.all().keySet()) {
      buckets.append("<Bucket>").append(StoreXml.element("Name", name));
      buckets.append(StoreXml.element("CreationDate", "2026-01-01T00:00:00.000Z"));
      buckets.append("</Bucket>");
    }
    String document = "<Buckets>" + buckets + "</Buckets>";
    return StoreReply.xml(200, StoreXml.document("ListAllMyBucketsResult", document));
  }

  private StoreReply create(StoreRequest request) {
    shelves.create(request.bucket());
    return StoreReply.empty(200).with("Location", "/" + request.bucket());
  }

  private StoreReply head(StoreRequest request) throws StoreRefusal {
    shelves.of(request.bucket());
    return StoreReply.empty(200);
  }

  private StoreReply delete(StoreRequest request) throws StoreRefusal {
    if (!shelves.of(request.bucket()).current().isEmpty()) {
      throw new StoreRefusal(409, "BucketNotEmpty");
    }
    shelves.all().remove(request.bucket());
    return StoreReply.empty(204);
  }

  /** No versions, no locks, no rules. */
  private StoreReply get(StoreRequest request) throws StoreRefusal {
    shelves.of(request.bucket());
    if (request.has("versioning")) {
      return StoreReply.xml(200, StoreXml.document("VersioningConfiguration", ""));
    }
    if (request.has("object-lock")) {
      throw new StoreRefusal(404, "ObjectLockConfigurationNotFoundError");
    }
    throw new StoreRefusal(501, "NotImplemented");
  }

  StoreReply deleteObjects(StoreRequest request) throws StoreRefusal {
    Shelf shelf = shelves.of(request.bucket());
    String asked = new String(request.body(), UTF_8);
    StringBuilder deleted = new StringBuilder();
    for (String name : StoreXml.texts(asked, "Key")) {
      shelf.remove(name);
      deleted.append("<Deleted>").append(StoreXml.element("Key", name)).append("</Deleted>");
    }
    return StoreReply.xml(200, StoreXml.document("DeleteResult", deleted.toString()));
  }
}
