package com.cipherquay.tests.hostile;

import static com.cipherquay.tests.hostile.StoreRequest.Kind.ABORT_UPLOAD;
import static com.cipherquay.tests.hostile.StoreRequest.Kind.COMPLETE_UPLOAD;
import static com.cipherquay.tests.hostile.StoreRequest.Kind.COPY_OBJECT;
import static com.cipherquay.tests.hostile.StoreRequest.Kind.COPY_PART;
import static com.cipherquay.tests.hostile.StoreRequest.Kind.CREATE_UPLOAD;
import static com.cipherquay.tests.hostile.StoreRequest.Kind.DELETE_OBJECT;
import static com.cipherquay.tests.hostile.StoreRequest.Kind.DELETE_OBJECTS;
import static com.cipherquay.tests.hostile.StoreRequest.Kind.LIST_PARTS;
import static com.cipherquay.tests.hostile.StoreRequest.Kind.LIST_UPLOADS;
import static com.cipherquay.tests.hostile.StoreRequest.Kind.PUT_OBJECT;
import static com.cipherquay.tests.hostile.StoreRequest.Kind.PUT_PART;
import static com.cipherquay.tests.hostile.StoreRequest.Kind.TAGS;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Writes that are not what the store says they were. */
final class WriteLies {

  private static final Set<StoreRequest.Kind> WRITES =
      EnumSet.of(
          PUT_OBJECT,
          COPY_OBJECT,
          DELETE_OBJECT,
          DELETE_OBJECTS,
          PUT_PART,
          COPY_PART,
          ABORT_UPLOAD,
          COMPLETE_UPLOAD,
          TAGS);

  private WriteLies() {}

  static List<Lie> all() {
    List<Lie> all = new ArrayList<>();
    all.add(Lie.of("done, but called a failure", WRITES, WriteLies::denied));
    all.add(Lie.of("called done, but undone", Set.of(PUT_OBJECT, COPY_OBJECT), WriteLies::undone));
    all.add(Lie.of("not done, and called so", Set.of(DELETE_OBJECT), o -> forgotten()));
    all.add(Lie.of("a tag of its own", Set.of(PUT_OBJECT, PUT_PART), WriteLies::retagged));
    all.add(Lie.of("a copy of something else", Set.of(COPY_OBJECT), WriteLies::otherCopy));
    all.add(Lie.of("other bytes in a part", Set.of(PUT_PART, COPY_PART), WriteLies::otherPart));
    all.add(Lie.of("the part before", Set.of(COMPLETE_UPLOAD), WriteLies::stale));
    all.add(Lie.of("parts in disorder", Set.of(COMPLETE_UPLOAD), WriteLies::disordered));
    all.add(Lie.of("a part left out", Set.of(COMPLETE_UPLOAD), WriteLies::less));
    all.add(Lie.of("a part of another upload", Set.of(COMPLETE_UPLOAD), WriteLies::foreign));
    all.add(Lie.of("the id of another upload", Set.of(CREATE_UPLOAD), WriteLies::sameId));
    all.add(Lie.of("an id of markup", Set.of(CREATE_UPLOAD), WriteLies::strangeId));
    all.add(Lie.of("other parts", Set.of(LIST_PARTS), WriteLies::otherParts));
    all.add(Lie.of("no end of parts", Set.of(LIST_PARTS), o -> more(o, "ListPartsResult")));
    all.add(
        Lie.of(
            "no end of uploads", Set.of(LIST_UPLOADS), o -> more(o, "ListMultipartUploadsResult")));
    return all;
  }

  private static Optional<StoreReply> denied(Occasion occasion) {
    return occasion.success().map(reply -> StoreReply.error(500, "InternalError"));
  }

  private static Optional<StoreReply> forgotten() {
    return Optional.of(StoreReply.empty(204));
  }

  /** What was there before is there again. */
  private static Optional<StoreReply> undone(Occasion occasion) {
    Optional<HeldObject> before = occasion.held();
    Optional<StoreReply> reply = occasion.success();
    before.ifPresentOrElse(
        occasion::replace,
        () -> occasion.shelf().ifPresent(shelf -> shelf.remove(occasion.request().name())));
    return reply;
  }

  private static Optional<StoreReply> retagged(Occasion occasion) {
    String tag = "\"" + Integer.toHexString(occasion.random().nextInt()) + "\"";
    return occasion.success().map(reply -> reply.with("ETag", tag));
  }

  private static Optional<StoreReply> otherCopy(Occasion occasion) {
    Optional<HeldObject> other = occasion.other(occasion.random().nextBoolean());
    Optional<StoreReply> reply = occasion.success();
    other.ifPresent(
        source -> occasion.held().map(o -> o.withBody(source.body())).ifPresent(occasion::replace));
    return other.isEmpty() ? Optional.empty() : reply;
  }

  /** The upload has the bytes of another part in place of those that came. */
  private static Optional<StoreReply> otherPart(Occasion occasion) {
    Optional<StoreReply> reply = occasion.success();
    int number = occasion.request().count("partNumber", 0);
    occasion
        .upload()
        .ifPresent(
            upload ->
                occasion
                    .one(List.copyOf(upload.parts().values()))
                    .ifPresent(
                        other ->
                            upload
                                .parts()
                                .computeIfPresent(number, (n, p) -> p.withBody(other.body()))));
    return reply;
  }

  /** Makes an object of other parts than were named. */
  private static Optional<StoreReply> completed(Occasion occasion, List<HeldObject> parts) {
    Optional<HeldUpload> upload = occasion.upload();
    if (upload.isEmpty() || parts.isEmpty()) {
      return Optional.empty();
    }
    HeldObject whole =
        new UploadDesk(occasion.store().shelves(), new ObjectDesk(occasion.store().shelves()))
            .joined(upload.get(), parts);
    occasion.shelf().ifPresent(shelf -> shelf.uploads().remove(upload.get().id()));
    occasion.replace(whole);
    return Optional.of(UploadDesk.completed(whole));
  }

  private static List<HeldObject> parts(Occasion occasion) {
    return occasion
        .upload()
        .map(upload -> new ArrayList<>(upload.parts().values()))
        .orElse(new ArrayList<>());
  }

  private static Optional<StoreReply> stale(Occasion occasion) {
    List<HeldObject> parts = parts(occasion);
    Map<Integer, List<HeldObject>> replaced =
        occasion.upload().map(HeldUpload::replaced).orElse(Map.of());
    Optional<Integer> number = occasion.one(List.copyOf(replaced.keySet()));
    if (number.isEmpty()) {
      return Optional.empty();
    }
    int place = List.copyOf(occasion.upload().orElseThrow().parts().keySet()).indexOf(number.get());
    parts.set(place, replaced.getOrDefault(number.get(), List.of()).get(0));
    return completed(occasion, parts);
  }

  private static Optional<StoreReply> disordered(Occasion occasion) {
    List<HeldObject> parts = parts(occasion);
    Collections.shuffle(parts, occasion.random());
    return completed(occasion, parts);
  }

  private static Optional<StoreReply> less(Occasion occasion) {
    List<HeldObject> parts = parts(occasion);
    if (!parts.isEmpty()) {
      parts.remove(occasion.random().nextInt(parts.size()));
    }
    return completed(occasion, parts);
  }

  private static Optional<StoreReply> foreign(Occasion occasion) {
    List<HeldObject> parts = parts(occasion);
    Optional<HeldObject> other =
        occasion
            .one(others(occasion))
            .flatMap(upload -> occasion.one(List.copyOf(upload.parts().values())));
    if (parts.isEmpty() || other.isEmpty()) {
      return Optional.empty();
    }
    parts.set(occasion.random().nextInt(parts.size()), other.get());
    return completed(occasion, parts);
  }

  private static List<HeldUpload> others(Occasion occasion) {
    String own = occasion.request().parameter("uploadId").orElse("");
    return occasion.uploads().stream().filter(upload -> !upload.id().equals(own)).toList();
  }

  private static Optional<StoreReply> sameId(Occasion occasion) {
    return occasion.one(others(occasion)).flatMap(upload -> withId(occasion, upload.id()));
  }

  private static Optional<StoreReply> strangeId(Occasion occasion) {
    return withId(occasion, "&lt;b&gt; ../?x=%00&amp;uploads");
  }

  private static Optional<StoreReply> withId(Occasion occasion, String id) {
    return occasion
        .success()
        .map(r -> r.withText(r.text().replaceFirst("(<UploadId>)[^<]*", "$1" + id)));
  }

  private static Optional<StoreReply> otherParts(Occasion occasion) {
    return occasion
        .success()
        .map(r -> r.withText(r.text().replaceFirst("<PartNumber>\\d+", "<PartNumber>77")));
  }

  private static Optional<StoreReply> more(Occasion occasion, String root) {
    return occasion
        .success()
        .map(
            reply ->
                reply.withText(
                    reply
                        .text()
                        .replace("<IsTruncated>false", "<IsTruncated>true")
                        .replace("</" + root, "<NextKeyMarker>x</NextKeyMarker></" + root)));
  }
}
