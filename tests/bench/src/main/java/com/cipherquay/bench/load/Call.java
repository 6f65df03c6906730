package com.cipherquay.bench.load;

import java.nio.ByteBuffer;
import java.util.Map;

/**
 * A request to a bucket.
 *
 * @param object unreserved characters and slashes only; empty for the bucket itself
 * @param query in the canonical form of Signature Version 4
 * @param headers to send and sign beyond those of every request; names in lower case
 * @param body never read itself, only duplicates of it
 */
record Call(
    String method, String object, String query, Map<String, String> headers, ByteBuffer body) {

  private static final ByteBuffer NO_BODY = ByteBuffer.allocate(0);

  static Call get(String object) {
    return new Call("GET", object, "", Map.of(), NO_BODY);
  }

  static Call range(String object, long first, long last) {
    return new Call("GET", object, "", Map.of("range", "bytes=" + first + "-" + last), NO_BODY);
  }

  static Call put(String object, ByteBuffer body) {
    return new Call("PUT", object, "", Map.of(), body);
  }

  Call withQuery(String changed) {
    return new Call(method, object, changed, headers, body);
  }

  static Call post(String object, String query, ByteBuffer body) {
    return new Call("POST", object, query, Map.of(), body);
  }
}
