package com.cipherquay.tests.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What concerns objects and their tags. */
final class ObjectDesk {

  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final Shelves shelves;

  ObjectDesk(Shelves shelves) {
    this.shelves = shelves;
  }

  StoreReply put(StoreRequest request) throws StoreRefusal {
    Shelf shelf = shelves.of(request.bucket());
    requireConditions(request, shelf.get(request.name()));
    HeldObject object = shelves.object(request, request.body());
    shelf.put(request.name(), object);
    return StoreReply.empty(200).with("ETag", quoted(object.etag()));
  }

  StoreReply get(StoreRequest request) throws StoreRefusal {
    Optional<HeldObject> found = shelves.of(request.bucket()).get(request.name());
    if (found.isEmpty()) {
      throw new StoreRefusal(404, "NoSuchKey");
    }
    requireConditions(request, found);
    return content(request, found.get());
  }

  /** An object as the answer to a request for one, whatever its conditions. */
  static StoreReply content(StoreRequest request, HeldObject object) throws StoreRefusal {
    int size = object.body().length;
    Optional<String> range = request.header("range");
    int first = range.map(text -> first(text, size)).orElse(0);
    int end = range.map(text -> end(text, size)).orElse(size);
    if (range.isPresent() && first >= end) {
      throw new StoreRefusal(416, "InvalidRange");
    }
    StoreReply reply = StoreReply.empty(range.isPresent() ? 206 : 200);
    for (var field : object.fields().entrySet()) {
      reply = reply.with(field.getKey(), field.getValue());
    }
    reply =
        reply
            .with("ETag", quoted(object.etag()))
            .with("Last-Modified", HTTP_DATE.format(object.modified()))
            .withBody(Arrays.copyOfRange(object.body(), first, end));
    if (!object.tags().isEmpty()) {
      int count = object.tags().split("&", -1).length;
      reply = reply.with("x-amz-tagging-count", Integer.toString(count));
    }
    return range.isPresent()
        ? reply.with("Content-Range", "bytes %d-%d/%d".formatted(first, end - 1, size))
        : reply;
  }

  /** RFC 9110, 14.1.2: one range, of a form that is known to be right. */
  static int first(String range, int size) {
    String spec = range.substring(range.indexOf('=') + 1);
    int dash = spec.indexOf('-');
    return dash == 0
        ? (int) Math.max(0, size - Long.parseLong(spec.substring(1)))
        : (int) Math.min(size, Long.parseLong(spec.substring(0, dash)));
  }

  static int end(String range, int size) {
    String spec = range.substring(range.indexOf('=') + 1);
    int dash = spec.indexOf('-');
    boolean open = dash == 0 || dash == spec.length() - 1;
    return open ? size : (int) Math.min(size, Long.parseLong(spec.substring(dash + 1)) + 1);
  }

  StoreReply delete(StoreRequest request) throws StoreRefusal {
    Shelf shelf = shelves.of(request.bucket());
    requireConditions(request, shelf.get(request.name()));
    shelf.remove(request.name());
    return StoreReply.empty(204);
  }

  StoreReply copy(StoreRequest request) throws StoreRefusal {
    HeldObject source = source(request);
    Shelf shelf = shelves.of(request.bucket());
    requireConditions(request, shelf.get(request.name()));
    HeldObject copy = shelves.object(request, source.body());
    boolean replaced =
        request.header("x-amz-tagging-directive").filter("REPLACE"::equals).isPresent();
    copy = replaced ? copy : copy.tagged(source.tags());
    shelf.put(request.name(), copy);
    return StoreReply.xml(200, StoreXml.document("CopyObjectResult", said(copy)));
  }

  /** What {@code x-amz-copy-source} names, if its conditions hold. */
  HeldObject source(StoreRequest request) throws StoreRefusal {
    String path = URLDecoder.decode(request.header("x-amz-copy-source").orElse(""), UTF_8);
    int slash = path.indexOf('/', 1);
    Optional<HeldObject> found =
        shelves.of(path.substring(1, slash)).get(path.substring(slash + 1));
    if (found.isEmpty()) {
      throw new StoreRefusal(404, "NoSuchKey");
    }
    Optional<String> match = request.header("x-amz-copy-source-if-match");
    if (match.isPresent() && !match.get().equals(quoted(found.get().etag()))) {
      throw new StoreRefusal(412, "PreconditionFailed");
    }
    return found.get();
  }

  /** What the answer to a copy says of it. */
  static String said(HeldObject copy) {
    return StoreXml.element("LastModified", copy.modified())
        + StoreXml.element("ETag", quoted(copy.etag()));
  }

  StoreReply tags(StoreRequest request) throws StoreRefusal {
    Shelf shelf = shelves.of(request.bucket());
    HeldObject object =
        shelf.get(request.name()).orElseThrow(() -> new StoreRefusal(404, "NoSuchKey"));
    if (!request.writes()) {
      return StoreReply.xml(200, tagging(object.tags()));
    }
    boolean none = request.method().equals("DELETE");
    shelf.current().put(request.name(), object.tagged(none ? "" : sent(request)));
    return StoreReply.empty(none ? 204 : 200);
  }

  private static String sent(StoreRequest request) {
    String document = new String(request.body(), UTF_8);
    List<String> keys = StoreXml.texts(document, "Key");
    List<String> values = StoreXml.texts(document, "Value");
    List<String> pairs = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      pairs.add(encoded(keys.get(i)) + "=" + encoded(values.get(i)));
    }
    return String.join("&", pairs);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  private static String tagging(String tags) {
    StringBuilder set = new StringBuilder();
    for (String tag : tags.isEmpty() ? List.<String>of() : Arrays.asList(tags.split("&", -1))) {
      String[] pair = tag.split("=", 2);
      set.append("<Tag>").append(StoreXml.element("Key", URLDecoder.decode(pair[0], UTF_8)));
      set.append(StoreXml.element("Value", URLDecoder.decode(pair[1], UTF_8))).append("</Tag>");
    }
    return StoreXml.document("Tagging", "<TagSet>" + set + "</TagSet>");
  }

  static void requireConditions(StoreRequest request, Optional<HeldObject> found)
      throws StoreRefusal {
    Optional<String> match = request.header("if-match").map(text -> text.replace("\"", ""));
    boolean matches =
        match.isEmpty()
            || found
                .filter(o -> match.get().equals("*") || o.etag().equals(match.get()))
                .isPresent();
    if (!matches) {
      boolean nothing = found.isEmpty() && request.writes();
      throw nothing
          ? new StoreRefusal(404, "NoSuchKey")
          : new StoreRefusal(412, "PreconditionFailed");
    }
    if (request.header("if-none-match").isPresent() && found.isPresent()) {
      throw new StoreRefusal(412, "PreconditionFailed");
    }
  }

  static String quoted(String etag) {
    return '"' + etag + '"';
  }

  static String date(Instant time) {
    return HTTP_DATE.format(time);
  }
}
