package com.cipherquay.bench.origin;

import java.io.IOException;
import java.util.concurrent.atomic.LongAdder;

/** Which operation a request is. */
final class Routes {

  /** Where the count of all other requests is read. No bucket has such a name. */
  private static final String CALLS = "_calls";

  private final Store store;
  private final LongAdder calls;
  private final BucketRoutes buckets;
  private final ObjectRoutes objects;
  private final UploadRoutes uploads;

  private Routes(
      Store store,
      LongAdder calls,
      BucketRoutes buckets,
      ObjectRoutes objects,
      UploadRoutes uploads) {
    this.store = store;
    this.calls = calls;
    this.buckets = buckets;
    this.objects = objects;
    this.uploads = uploads;
  }

  static Routes over(Store store, LongAdder calls) {
    return new Routes(
        store, calls, new BucketRoutes(store), new ObjectRoutes(store), new UploadRoutes(store));
  }

  Answer answer(RequestHead head, ByteSource body) throws IOException, Refusal {
    if (head.bucket().equals(CALLS)) {
      return Answer.xml(200, Long.toString(calls.sum()));
    }
    calls.increment();
    if (head.bucket().isEmpty()) {
      return buckets.all();
    }
    if (head.object().isEmpty()) {
      return bucket(head, body);
    }
    Bucket bucket = store.bucket(head.bucket());
    return head.has("uploadId") || head.has("uploads")
        ? uploads.answer(head, bucket, body)
        : object(head, bucket, body);
  }

  private Answer bucket(RequestHead head, ByteSource body) throws IOException, Refusal {
    return switch (head.method()) {
      case "PUT" -> buckets.create(head);
      case "HEAD" -> buckets.head(head);
      case "DELETE" -> buckets.delete(head);
      case "POST" -> buckets.deleteObjects(head, body);
      case "GET" -> head.has("uploads") ? uploads.list(head) : buckets.get(head);
      default -> throw new Refusal(405, "MethodNotAllowed");
    };
  }

  private Answer object(RequestHead head, Bucket bucket, ByteSource body)
      throws IOException, Refusal {
    return switch (head.method()) {
      case "PUT" ->
          head.header("x-amz-copy-source").isPresent()
              ? objects.copy(head, bucket)
              : objects.put(head, bucket, body);
      case "GET", "HEAD" -> objects.get(head, bucket);
      case "DELETE" -> objects.delete(head, bucket);
      default -> throw new Refusal(405, "MethodNotAllowed");
    };
  }
}
