package com.cipherquay.tests.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request that came to the store, whole.
 *
 * @param name the decoded name of the object, empty for the bucket itself
 * @param query decoded; a parameter without a value has an empty one
 * @param headers by name in lower case
 */
record StoreRequest(
    String method,
    String bucket,
    String name,
    Map<String, String> query,
    Map<String, String> headers,
    Blob content) {

  /** What a request is about. */
  enum Kind {
    PUT_OBJECT,
    GET_OBJECT,
    HEAD_OBJECT,
    DELETE_OBJECT,
    COPY_OBJECT,
    TAGS,
    LIST,
    DELETE_OBJECTS,
    CREATE_UPLOAD,
    PUT_PART,
    COPY_PART,
    LIST_PARTS,
    LIST_UPLOADS,
    COMPLETE_UPLOAD,
    ABORT_UPLOAD,
    BUCKET
  }

  static StoreRequest of(String head, byte[] body) {
    int methodEnd = head.indexOf(' ');
    String target = head.substring(methodEnd + 1, head.indexOf(' ', methodEnd + 1));
    int mark = target.indexOf('?');
    String path = mark < 0 ? target : target.substring(0, mark);
    int slash = path.indexOf('/', 1);
    return new StoreRequest(
        head.substring(0, methodEnd),
        slash < 0 ? path.substring(1) : path.substring(1, slash),
        slash < 0 ? "" : decoded(path.substring(slash + 1)),
        mark < 0 ? Map.of() : query(target.substring(mark + 1)),
        fields(head),
        new Blob(body));
  }

  private static Map<String, String> query(String raw) {
    Map<String, String> query = new HashMap<>();
    for (String pair : raw.split("&", -1)) {
      int equals = pair.indexOf('=');
      query.put(
          equals < 0 ? pair : pair.substring(0, equals),
          equals < 0 ? "" : decoded(pair.substring(equals + 1)));
    }
    return query;
  }

  private static String decoded(String text) {
    return text.indexOf('%') < 0 ? text : URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
  }

  private static Map<String, String> fields(String head) {
    Map<String, String> fields = new HashMap<>();
    head.lines()
        .skip(1)
        .filter(line -> !line.isEmpty())
        .forEach(
            line -> {
              int colon = line.indexOf(':');
              fields.put(
                  line.substring(0, colon).toLowerCase(Locale.ROOT),
                  line.substring(colon + 1).trim());
            });
    return fields;
  }

  byte[] body() {
    return content.bytes();
  }

  Optional<String> header(String field) {
    return Optional.ofNullable(headers.get(field));
  }

  Optional<String> parameter(String parameter) {
    return Optional.ofNullable(query.get(parameter));
  }

  boolean has(String parameter) {
    return query.containsKey(parameter);
  }

  int count(String parameter, int fallback) {
    return parameter(parameter).map(Integer::parseInt).orElse(fallback);
  }

  /** Whether it asks for a change. */
  boolean writes() {
    return !method.equals("GET") && !method.equals("HEAD");
  }

  private boolean copies() {
    return headers.containsKey("x-amz-copy-source");
  }

  Kind kind() {
    if (name.isEmpty()) {
      return ofBucket();
    }
    if (has("uploads")) {
      return Kind.CREATE_UPLOAD;
    }
    return has("uploadId") ? ofUpload() : ofObject();
  }

  private Kind ofBucket() {
    if (method.equals("POST")) {
      return Kind.DELETE_OBJECTS;
    }
    if (has("uploads")) {
      return Kind.LIST_UPLOADS;
    }
    return has("list-type") ? Kind.LIST : Kind.BUCKET;
  }

  private Kind ofUpload() {
    return switch (method) {
      case "PUT" -> copies() ? Kind.COPY_PART : Kind.PUT_PART;
      case "POST" -> Kind.COMPLETE_UPLOAD;
      case "DELETE" -> Kind.ABORT_UPLOAD;
      default -> Kind.LIST_PARTS;
    };
  }

  private Kind ofObject() {
    if (has("tagging")) {
      return Kind.TAGS;
    }
    return switch (method) {
      case "PUT" -> copies() ? Kind.COPY_OBJECT : Kind.PUT_OBJECT;
      case "HEAD" -> Kind.HEAD_OBJECT;
      case "DELETE" -> Kind.DELETE_OBJECT;
      default -> Kind.GET_OBJECT;
    };
  }

  /** For messages. */
  @Override
  public String toString() {
    return method + " /" + bucket + "/" + name + (query.isEmpty() ? "" : " " + query);
  }
}
