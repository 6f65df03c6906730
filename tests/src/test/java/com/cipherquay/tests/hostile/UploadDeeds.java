package com.cipherquay.tests.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.cipherquay.tests.RawRequest;
import com.cipherquay.tests.RawResponse;
import com.cipherquay.tests.RawS3;
import com.cipherquay.tests.Xml;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Multipart uploads: parts in any order, some twice, some copied, and the end of them. */
final class UploadDeeds {

  /** With which the product runs here, so that parts can be small. */
  static final int LEAST_PART = 4096;

  private static final int MOST_OPEN = 4;
  private static final int MOST_PARTS = 8;

  private UploadDeeds() {}

  static void work(Step step) throws IOException {
    List<OpenUpload> open = step.world().uploads();
    if (open.isEmpty() || (open.size() < MOST_OPEN && step.random().nextInt(4) == 0)) {
      create(step);
      return;
    }
    OpenUpload upload = step.one(open);
    int parts = upload.parts().size();
    if (parts == 0 || (parts < MOST_PARTS && step.random().nextInt(5) > 1)) {
      part(step, upload);
    } else {
      end(step, upload);
    }
  }

  private static void end(Step step, OpenUpload upload) throws IOException {
    switch (step.random().nextInt(8)) {
      case 0 -> abort(step, upload);
      case 1 -> listParts(step, upload);
      case 2 -> copyPart(step, upload);
      default -> complete(step, upload);
    }
  }

  private static RawRequest on(Step step, String method, OpenUpload upload, String query) {
    String id = "uploadId=" + RawS3.encode(upload.id(), false);
    return step.on(method, upload.key(), query + (query.isEmpty() ? "" : "&") + id);
  }

  private static void create(Step step) throws IOException {
    String key = step.key();
    int write = step.model().next();
    step.mayWrite(key);
    RawRequest bare = step.on("POST", key, "uploads");
    RawResponse response = step.call(ObjectDeeds.described(bare, step, write));
    step.expect(response, "200 ");
    if (response.status() == 200) {
      String id = Xml.texts(response.body(), "UploadId").get(0);
      step.world().uploads().add(OpenUpload.of(key, id, write));
      if (!step.honest()) {
        step.model().doubt(id);
      }
    }
  }

  private static void part(Step step, OpenUpload upload) throws IOException {
    Random random = step.random();
    boolean again = !upload.parts().isEmpty() && random.nextInt(4) == 0;
    int number =
        again ? step.one(List.copyOf(upload.parts().keySet())) : 1 + random.nextInt(MOST_PARTS * 2);
    int small = random.nextInt(8) == 0 ? 1 : LEAST_PART;
    Value value = Value.of(step.model().next(), small + ObjectDeeds.length(random));
    step.mayWrite(upload.key());
    RawResponse response =
        step.call(
            on(step, "PUT", upload, "partNumber=" + number), value.bytes(step.world().canary()));
    took(step, upload, response, new OpenUpload.Part(number, "", value));
  }

  /** A part that the proxy has acknowledged, and of which one knows what it is. */
  private static void took(
      Step step, OpenUpload upload, RawResponse response, OpenUpload.Part part) {
    Optional<String> etag =
        response.header("etag").or(() -> Xml.texts(response.body(), "ETag").stream().findFirst());
    if (response.status() == 200 && etag.isPresent()) {
      upload.put(new OpenUpload.Part(part.number(), etag.get(), part.value()));
    }
    if (!step.honest()) {
      step.model().doubt(upload.id());
    } else if (step.model().certain(upload.id())) {
      step.expect(response, "200 ");
    } else if (response.status() == 404) {
      step.world().uploads().remove(upload);
    }
  }

  private static void copyPart(Step step, OpenUpload upload) throws IOException {
    String from = step.key();
    Optional<Integer> source = step.model().now(from);
    boolean sure = step.sure(from) && source.isPresent();
    Value value = sure ? step.model().values(source.orElseThrow()).get(0) : new Value(List.of());
    if (sure && value.size() == 0) {
      return;
    }
    int number = 1 + step.random().nextInt(MOST_PARTS * 2);
    int first = step.random().nextInt(Math.max(1, value.size()));
    int last = first + step.random().nextInt(Math.max(1, value.size() - first));
    step.mayWrite(upload.key());
    RawRequest request =
        on(step, "PUT", upload, "partNumber=" + number)
            .with("x-amz-copy-source", step.source(from))
            .with("x-amz-copy-source-range", "bytes=" + first + "-" + last);
    RawResponse response = step.call(request);
    if (sure && step.honest()) {
      Value slice = value.slice(first, last + 1);
      took(step, upload, response, new OpenUpload.Part(number, "", slice));
    } else {
      // Whatever it is, the store has seen to it: this upload is not gone on with.
      step.world().uploads().remove(upload);
    }
  }

  private static void listParts(Step step, OpenUpload upload) throws IOException {
    RawResponse response = step.call(on(step, "GET", upload, ""));
    if (step.sure(upload.id())) {
      step.expect(response, "200 ");
      List<String> etags = Xml.texts(response.body(), "ETag");
      List<String> known = upload.parts().values().stream().map(OpenUpload.Part::etag).toList();
      step.require(etags.equals(known), "other parts than " + known);
    }
  }

  static void listUploads(Step step) throws IOException {
    RawResponse response = step.call(step.onBucket("GET", "uploads&encoding-type=url"));
    step.expect(response, "200 ");
  }

  private static void abort(Step step, OpenUpload upload) throws IOException {
    step.mayWrite(upload.key());
    RawResponse response = step.call(on(step, "DELETE", upload, ""));
    if (step.sure(upload.id())) {
      step.expect(response, "204 ");
    }
    step.world().uploads().remove(upload);
  }

  private static void complete(Step step, OpenUpload upload) throws IOException {
    List<OpenUpload.Part> parts = new ArrayList<>(upload.parts().values());
    boolean stale = !upload.stale().isEmpty() && step.random().nextInt(4) == 0;
    if (stale) {
      OpenUpload.Part old = step.one(upload.stale());
      parts.replaceAll(part -> part.number() == old.number() ? old : part);
    }
    Value whole = Value.joined(parts.stream().map(OpenUpload.Part::value).toList());
    step.mayWrite(upload.key());
    step.model().may(upload.write(), whole);
    step.model().may(upload.key(), upload.write());
    StringBuilder document = new StringBuilder("<CompleteMultipartUpload>");
    for (OpenUpload.Part part : parts) {
      document.append("<Part>").append(StoreXml.element("PartNumber", part.number()));
      document.append(StoreXml.element("ETag", part.etag())).append("</Part>");
    }
    byte[] body = document.append("</CompleteMultipartUpload>").toString().getBytes(UTF_8);
    RawResponse response = step.call(on(step, "POST", upload, ""), body);
    if (step.sure(upload.id())) {
      step.expect(response, outcomes(parts, upload));
    } else {
      step.model().doubt(upload.key());
      step.world().uploads().remove(upload);
      return;
    }
    boolean done = response.status() == 200;
    ObjectDeeds.settle(step, upload.key(), done, Optional.of(upload.write()));
    if (done) {
      step.model().is(upload.write(), whole);
      step.world().uploads().remove(upload);
    }
  }

  private static String[] outcomes(List<OpenUpload.Part> parts, OpenUpload upload) {
    boolean small =
        parts.subList(0, parts.size() - 1).stream().anyMatch(p -> p.value().size() < LEAST_PART);
    Optional<OpenUpload.Part> old = parts.stream().filter(upload.stale()::contains).findFirst();
    if (old.isEmpty()) {
      return new String[] {small ? "400 EntityTooSmall" : "200 "};
    }
    // Small parts are held elsewhere: where one was replaced, or replaced a large one, who names
    // what was there before gets it.
    OpenUpload.Part now = upload.parts().getOrDefault(old.get().number(), old.get());
    return (old.get().etag() + now.etag()).contains("held-")
        ? new String[] {"400 InvalidPart", "400 EntityTooSmall", "200 "}
        : new String[] {"400 InvalidPart", "400 EntityTooSmall"};
  }
}
