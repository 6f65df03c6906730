package com.cipherquay.bench.origin;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** PutObject, CopyObject, GetObject, HeadObject, DeleteObject. */
final class ObjectRoutes {

  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
          .withZone(ZoneOffset.UTC);

  private static final Set<String> KEPT =
      Set.of("content-type", "cache-control", "content-disposition", "content-language", "expires");

  private final Store store;

  ObjectRoutes(Store store) {
    this.store = store;
  }

  Answer put(RequestHead head, Bucket bucket, ByteSource body) throws IOException, Refusal {
    requireConditions(head, Optional.ofNullable(bucket.objects().get(head.object())));
    Content content = receive(store, head, body);
    String etag = store.unique();
    bucket.put(head.object(), StoredObject.of(List.of(content), etag, kept(head)));
    return Answer.empty(200, Map.of("ETag", quoted(etag)));
  }

  static Content receive(Store store, RequestHead head, ByteSource body) throws IOException {
    Optional<String> decoded = head.header("x-amz-decoded-content-length");
    String size = decoded.or(() -> head.header("content-length")).orElse("-1");
    return Content.receive(store.blocks(), body, Long.parseLong(size));
  }

  /** The header fields that an object is given for good. */
  static Map<String, String> kept(RequestHead head) {
    Map<String, String> kept = new HashMap<>();
    head.headers()
        .forEach(
            (name, value) -> {
              if (name.startsWith("x-amz-meta-") || KEPT.contains(name)) {
                kept.put(name, value);
              }
            });
    head.header("content-encoding")
        .filter(encoding -> !encoding.equals("aws-chunked"))
        .ifPresent(encoding -> kept.put("content-encoding", encoding));
    return kept;
  }

  Answer copy(RequestHead head, Bucket bucket) throws Refusal {
    StoredObject source = source(head);
    boolean replace = head.header("x-amz-metadata-directive").orElse("").equals("REPLACE");
    StoredObject copy =
        StoredObject.of(source.contents(), store.unique(), replace ? kept(head) : source.headers());
    bucket.put(head.object(), copy);
    return Answer.xml(200, Documents.copied("CopyObjectResult", copy));
  }

  /** What x-amz-copy-source names, held for the caller. */
  StoredObject source(RequestHead head) throws Refusal {
    String raw = RequestHead.decode(head.header("x-amz-copy-source").orElse(""));
    String path = raw.startsWith("/") ? raw.substring(1) : raw;
    int slash = path.indexOf('/');
    return store
        .bucket(path.substring(0, slash))
        .hold(path.substring(slash + 1))
        .orElseThrow(() -> new Refusal(404, "NoSuchKey"));
  }

  Answer get(RequestHead head, Bucket bucket) throws Refusal {
    StoredObject object =
        bucket.hold(head.object()).orElseThrow(() -> new Refusal(404, "NoSuchKey"));
    try {
      requireConditions(head, Optional.of(object));
      return content(head, object);
    } catch (Refusal e) {
      object.letGo();
      throw e;
    }
  }

  private static Answer content(RequestHead head, StoredObject object) throws Refusal {
    Optional<Range> range = head.header("range").map(text -> Range.parse(text, object.size()));
    Range sent = range.orElse(new Range(0, object.size()));
    if (range.isPresent() && sent.length() <= 0) {
      throw new Refusal(416, "InvalidRange");
    }
    Map<String, String> headers = new HashMap<>(object.headers());
    headers.put("ETag", quoted(object.etag()));
    headers.put("Last-Modified", httpDate(object.modified()));
    headers.put("Accept-Ranges", "bytes");
    range.ifPresent(r -> headers.put("Content-Range", r.contentRange(object.size())));
    List<ByteBuffer> body = object.slices(sent.offset(), sent.length());
    return new Answer(range.isPresent() ? 206 : 200, headers, sent.length(), body, object::letGo);
  }

  Answer delete(RequestHead head, Bucket bucket) throws Refusal {
    requireConditions(head, Optional.ofNullable(bucket.objects().get(head.object())));
    bucket.remove(head.object());
    return Answer.empty(204, Map.of());
  }

  private static void requireConditions(RequestHead head, Optional<StoredObject> found)
      throws Refusal {
    Optional<String> match = head.header("if-match");
    if (match.isPresent() && found.filter(o -> quoted(o.etag()).equals(match.get())).isEmpty()) {
      throw new Refusal(412, "PreconditionFailed");
    }
    if (head.header("if-none-match").isPresent() && found.isPresent()) {
      throw new Refusal(412, "PreconditionFailed");
    }
  }

  static String quoted(String etag) {
    return '"' + etag + '"';
  }

  private static String httpDate(Instant time) {
    return HTTP_DATE.format(time);
  }
}
