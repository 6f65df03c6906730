package com.cipherquay.bench.origin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/** What concerns buckets, their listings included. */
final class BucketRoutes {

  private static final int LONGEST_DOCUMENT = 4 << 20;

  private final Store store;

  BucketRoutes(Store store) {
    this.store = store;
  }

  Answer all() {
    return Answer.xml(200, Documents.buckets(store.buckets().keySet()));
  }

  Answer create(RequestHead head) {
    store.create(head.bucket());
    return Answer.empty(200, Map.of("Location", "/" + head.bucket()));
  }

  Answer head(RequestHead head) throws Refusal {
    store.bucket(head.bucket());
    return Answer.empty(200, Map.of());
  }

  Answer delete(RequestHead head) throws Refusal {
    if (!store.bucket(head.bucket()).objects().isEmpty()) {
      throw new Refusal(409, "BucketNotEmpty");
    }
    store.buckets().remove(head.bucket());
    return Answer.empty(204, Map.of());
  }

  Answer get(RequestHead head) throws Refusal {
    Bucket bucket = store.bucket(head.bucket());
    if (head.has("location")) {
      return Answer.xml(200, "<LocationConstraint></LocationConstraint>");
    }
    if (head.has("versioning")) {
      return Answer.xml(200, "<VersioningConfiguration></VersioningConfiguration>");
    }
    return Answer.xml(200, Page.of(head, bucket).document());
  }

  Answer deleteObjects(RequestHead head, ByteSource body) throws IOException, Refusal {
    Bucket bucket = store.bucket(head.bucket());
    List<String> names = Documents.texts(document(body), "Key");
    names.forEach(bucket::remove);
    return Answer.xml(200, Documents.deleted(names));
  }

  static String document(ByteSource body) throws IOException {
    ByteBuffer document = ByteBuffer.allocate(LONGEST_DOCUMENT);
    while (body.read(document) >= 0) {
      Thread.onSpinWait();
    }
    return UTF_8.decode(document.flip()).toString();
  }
}
