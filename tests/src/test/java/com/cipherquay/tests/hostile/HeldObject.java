package com.cipherquay.tests.hostile;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * An object as the store has it, or a part of an upload.
 *
 * @param fields what was sent to be kept beside it, by header name in lower case
 * @param etag without quotes
 * @param tags as {@code key=value&...}, or empty
 */
record HeldObject(
    Blob content, Map<String, String> fields, String etag, Instant modified, String tags) {

  /** The header that holds the metadata of a vault. */
  static final String METADATA = "x-amz-meta-cq";

  HeldObject {
    fields = Map.copyOf(fields);
  }

  byte[] body() {
    return content.bytes();
  }

  HeldObject tagged(String other) {
    return new HeldObject(content, fields, etag, modified, other);
  }

  HeldObject withBody(byte[] other) {
    return new HeldObject(new Blob(other), fields, etag, modified, tags);
  }

  HeldObject withMetadata(String metadata) {
    Map<String, String> next = new HashMap<>(fields);
    next.put(METADATA, metadata);
    return new HeldObject(content, next, etag, modified, tags);
  }

  String metadata() {
    return fields.getOrDefault(METADATA, "");
  }
}
