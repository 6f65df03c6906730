package com.cipherquay.bench.origin;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** A multipart upload that is neither complete nor aborted. */
record Upload(
    String id,
    String object,
    Map<String, String> headers,
    ConcurrentSkipListMap<Integer, StoredObject> parts) {

  static Upload of(String id, String object, Map<String, String> headers) {
    return new Upload(id, object, headers, new ConcurrentSkipListMap<>());
  }
}
