package com.cipherquay.bench.origin;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Multipart uploads. */
final class UploadRoutes {

  private static final int MOST = 1000;

  private final Store store;
  private final ObjectRoutes objects;

  UploadRoutes(Store store) {
    this.store = store;
    this.objects = new ObjectRoutes(store);
  }

  Answer answer(RequestHead head, Bucket bucket, ByteSource body) throws IOException, Refusal {
    if (head.has("uploads")) {
      return create(head, bucket);
    }
    Upload upload = bucket.uploads().get(head.parameter("uploadId").orElse(""));
    if (upload == null) {
      throw new Refusal(404, "NoSuchUpload");
    }
    return switch (head.method()) {
      case "PUT" -> part(head, upload, body);
      case "POST" -> complete(bucket, upload, BucketRoutes.document(body));
      case "GET" -> parts(head, upload);
      default -> abort(bucket, upload);
    };
  }

  private Answer create(RequestHead head, Bucket bucket) {
    Upload upload = Upload.of(store.unique(), head.object(), ObjectRoutes.kept(head));
    bucket.uploads().put(upload.id(), upload);
    return Answer.xml(
        200,
        "<InitiateMultipartUploadResult%s>%s%s%s</InitiateMultipartUploadResult>"
            .formatted(
                Documents.NAMESPACE,
                Documents.element("Bucket", head.bucket()),
                Documents.element("Key", head.object()),
                Documents.element("UploadId", upload.id())));
  }

  private Answer part(RequestHead head, Upload upload, ByteSource body)
      throws IOException, Refusal {
    boolean copy = head.header("x-amz-copy-source").isPresent();
    Content content = copy ? copied(head) : ObjectRoutes.receive(store, head, body);
    StoredObject part = StoredObject.of(List.of(content), store.unique(), Map.of());
    Optional.ofNullable(upload.parts().put(head.count("partNumber", 0), part))
        .ifPresent(StoredObject::letGo);
    return copy
        ? Answer.xml(200, Documents.copied("CopyPartResult", part))
        : Answer.empty(200, Map.of("ETag", ObjectRoutes.quoted(part.etag())));
  }

  private Content copied(RequestHead head) throws IOException, Refusal {
    StoredObject source = objects.source(head);
    try {
      Range range =
          head.header("x-amz-copy-source-range")
              .map(text -> Range.parse(text, source.size()))
              .orElse(new Range(0, source.size()));
      List<ByteBuffer> slices = source.slices(range.offset(), range.length());
      return Content.receive(store.blocks(), new SliceSource(slices), range.length());
    } finally {
      source.letGo();
    }
  }

  private Answer complete(Bucket bucket, Upload upload, String document) throws Refusal {
    List<Content> contents = new ArrayList<>();
    for (String number : Documents.texts(document, "PartNumber")) {
      StoredObject part = upload.parts().get(Integer.parseInt(number.trim()));
      if (part == null) {
        throw new Refusal(400, "InvalidPart");
      }
      contents.addAll(part.contents());
    }
    if (!bucket.uploads().remove(upload.id(), upload)) {
      throw new Refusal(404, "NoSuchUpload");
    }
    contents.forEach(Content::hold);
    upload.parts().values().forEach(StoredObject::letGo);
    String etag = store.unique() + "-" + contents.size();
    bucket.put(upload.object(), StoredObject.of(contents, etag, upload.headers()));
    return Answer.xml(
        200,
        "<CompleteMultipartUploadResult%s>%s<ETag>&quot;%s&quot;</ETag></CompleteMultipartUploadResult>"
            .formatted(Documents.NAMESPACE, Documents.element("Key", upload.object()), etag));
  }

  private static Answer abort(Bucket bucket, Upload upload) {
    if (bucket.uploads().remove(upload.id(), upload)) {
      upload.parts().values().forEach(StoredObject::letGo);
    }
    return Answer.empty(204, Map.of());
  }

  private static Answer parts(RequestHead head, Upload upload) {
    StringBuilder text = new StringBuilder(1024);
    text.append("<ListPartsResult").append(Documents.NAMESPACE).append('>');
    text.append(Documents.element("Key", upload.object()));
    text.append(Documents.element("UploadId", upload.id()));
    int most = Math.min(MOST, head.count("max-parts", MOST));
    int last = head.count("part-number-marker", 0);
    int count = 0;
    for (Map.Entry<Integer, StoredObject> entry : upload.parts().tailMap(last, false).entrySet()) {
      if (count == most) {
        break;
      }
      count++;
      last = entry.getKey();
      append(text, last, entry.getValue());
    }
    boolean truncated = upload.parts().higherKey(last) != null;
    text.append(Documents.element("IsTruncated", truncated));
    text.append(Documents.element("NextPartNumberMarker", last));
    return Answer.xml(200, text.append("</ListPartsResult>").toString());
  }

  private static void append(StringBuilder text, int number, StoredObject part) {
    text.append("<Part>").append(Documents.element("PartNumber", number));
    text.append(Documents.element("LastModified", part.modified()));
    text.append("<ETag>&quot;").append(part.etag()).append("&quot;</ETag>");
    text.append(Documents.element("Size", part.size())).append("</Part>");
  }

  /** ListMultipartUploads: all of them on one page, sorted by name. */
  Answer list(RequestHead head) throws Refusal {
    String prefix = head.parameter("prefix").orElse("");
    StringBuilder text = new StringBuilder(1024);
    text.append("<ListMultipartUploadsResult").append(Documents.NAMESPACE).append('>');
    text.append(Documents.element("Bucket", head.bucket()));
    text.append(Documents.element("IsTruncated", false));
    store.bucket(head.bucket()).uploads().values().stream()
        .filter(upload -> upload.object().startsWith(prefix))
        .sorted(Comparator.comparing(Upload::object))
        .forEach(
            upload -> {
              text.append("<Upload>").append(Documents.element("Key", upload.object()));
              text.append(Documents.element("UploadId", upload.id()));
              text.append(Documents.element("Initiated", "2026-01-01T00:00:00.000Z"));
              text.append("</Upload>");
            });
    return Answer.xml(200, text.append("</ListMultipartUploadsResult>").toString());
  }
}
