package com.cipherquay.tests.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Multipart uploads. */
final class UploadDesk {

  private static final int MOST = 1000;

  private final Shelves shelves;
  private final ObjectDesk objects;

  UploadDesk(Shelves shelves, ObjectDesk objects) {
    this.shelves = shelves;
    this.objects = objects;
  }

  private HeldUpload upload(StoreRequest request) throws StoreRefusal {
    HeldUpload upload =
        shelves.of(request.bucket()).uploads().get(request.parameter("uploadId").orElse(""));
    if (upload == null || !upload.name().equals(request.name())) {
      throw new StoreRefusal(404, "NoSuchUpload");
    }
    return upload;
  }

  StoreReply create(StoreRequest request) throws StoreRefusal {
    HeldObject beginning = shelves.object(request, new byte[0]);
    HeldUpload upload = HeldUpload.of(shelves.unique(), request.name(), beginning);
    shelves.of(request.bucket()).uploads().put(upload.id(), upload);
    String content =
        StoreXml.element("Bucket", request.bucket())
            + StoreXml.element("Key", request.name())
            + StoreXml.element("UploadId", upload.id());
    return StoreReply.xml(200, StoreXml.document("InitiateMultipartUploadResult", content));
  }

  StoreReply part(StoreRequest request) throws StoreRefusal {
    boolean copies = request.kind() == StoreRequest.Kind.COPY_PART;
    HeldUpload upload = upload(request);
    HeldObject part = shelves.object(request, copies ? copied(request) : request.body());
    upload.put(request.count("partNumber", 0), part);
    return copies
        ? StoreReply.xml(200, StoreXml.document("CopyPartResult", ObjectDesk.said(part)))
        : StoreReply.empty(200).with("ETag", ObjectDesk.quoted(part.etag()));
  }

  private byte[] copied(StoreRequest request) throws StoreRefusal {
    byte[] source = objects.source(request).body();
    Optional<String> range = request.header("x-amz-copy-source-range");
    return range.isEmpty()
        ? source
        : Arrays.copyOfRange(
            source,
            ObjectDesk.first(range.get(), source.length),
            ObjectDesk.end(range.get(), source.length));
  }

  StoreReply complete(StoreRequest request) throws StoreRefusal {
    HeldUpload upload = upload(request);
    Shelf shelf = shelves.of(request.bucket());
    ObjectDesk.requireConditions(request, shelf.get(request.name()));
    HeldObject whole = joined(upload, named(upload, request));
    shelf.uploads().remove(upload.id());
    shelf.put(upload.name(), whole);
    return completed(whole);
  }

  /** The parts that a completion names, which must be those that are there. */
  static List<HeldObject> named(HeldUpload upload, StoreRequest request) throws StoreRefusal {
    String document = new String(request.body(), UTF_8);
    List<String> numbers = StoreXml.texts(document, "PartNumber");
    List<String> etags = StoreXml.texts(document, "ETag");
    List<HeldObject> parts = new ArrayList<>();
    for (int i = 0; i < numbers.size(); i++) {
      HeldObject part = upload.parts().get(Integer.parseInt(numbers.get(i).trim()));
      if (part == null || !etags.get(i).replace("\"", "").equals(part.etag())) {
        throw new StoreRefusal(400, "InvalidPart");
      }
      parts.add(part);
    }
    return parts;
  }

  /** The object of some parts. */
  HeldObject joined(HeldUpload upload, List<HeldObject> parts) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    parts.forEach(part -> body.writeBytes(part.body()));
    HeldObject beginning = upload.beginning();
    return new HeldObject(
        new Blob(body.toByteArray()),
        beginning.fields(),
        shelves.unique() + "-" + parts.size(),
        Shelves.now(),
        beginning.tags());
  }

  static StoreReply completed(HeldObject whole) {
    String etag = StoreXml.element("ETag", ObjectDesk.quoted(whole.etag()));
    return StoreReply.xml(200, StoreXml.document("CompleteMultipartUploadResult", etag));
  }

  StoreReply abort(StoreRequest request) throws StoreRefusal {
    shelves.of(request.bucket()).uploads().remove(upload(request).id());
    return StoreReply.empty(204);
  }

  StoreReply parts(StoreRequest request) throws StoreRefusal {
    HeldUpload upload = upload(request);
    int most = Math.min(MOST, request.count("max-parts", MOST));
    int last = request.count("part-number-marker", 0);
    StringBuilder text = new StringBuilder(1024);
    int count = 0;
    for (Map.Entry<Integer, HeldObject> part : upload.parts().tailMap(last, false).entrySet()) {
      if (count++ == most) {
        break;
      }
      last = part.getKey();
      text.append("<Part>").append(StoreXml.element("PartNumber", last));
      text.append(ObjectDesk.said(part.getValue()));
      text.append(StoreXml.element("Size", part.getValue().body().length)).append("</Part>");
    }
    text.append(StoreXml.element("IsTruncated", upload.parts().higherKey(last) != null));
    text.append(StoreXml.element("NextPartNumberMarker", last));
    return StoreReply.xml(200, StoreXml.document("ListPartsResult", text.toString()));
  }

  /** All of them on one page, sorted by name. */
  StoreReply list(StoreRequest request) throws StoreRefusal {
    String prefix = request.parameter("prefix").orElse("");
    String marker = request.parameter("key-marker").orElse("");
    StringBuilder text = new StringBuilder(1024);
    text.append(StoreXml.element("IsTruncated", false));
    shelves.of(request.bucket()).uploads().values().stream()
        .filter(upload -> upload.name().startsWith(prefix) && after(request, upload, marker))
        .sorted(Comparator.comparing(HeldUpload::name).thenComparing(HeldUpload::id))
        .forEach(
            upload -> {
              text.append("<Upload>").append(StoreXml.element("Key", upload.name()));
              text.append(StoreXml.element("UploadId", upload.id()));
              text.append(StoreXml.element("Initiated", upload.beginning().modified()));
              text.append("</Upload>");
            });
    return StoreReply.xml(200, StoreXml.document("ListMultipartUploadsResult", text.toString()));
  }

  private static boolean after(StoreRequest request, HeldUpload upload, String marker) {
    int order = upload.name().compareTo(marker);
    return order > 0
        || (order == 0
            && request
                .parameter("upload-id-marker")
                .filter(id -> upload.id().compareTo(id) > 0)
                .isPresent());
  }
}
