package com.cipherquay.bench.origin;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An object, or a part of an upload.
 *
 * @param contents one, or those of its parts
 * @param etag without quotes
 * @param headers content-type, x-amz-meta-* and the like, as they came
 */
record StoredObject(
    List<Content> contents, long size, String etag, Map<String, String> headers, Instant modified) {

  StoredObject {
    contents = List.copyOf(contents);
    headers = Map.copyOf(headers);
  }

  static StoredObject of(List<Content> contents, String etag, Map<String, String> headers) {
    long size = 0;
    for (Content content : contents) {
      size += content.size();
    }
    return new StoredObject(
        contents, size, etag, headers, Instant.now().truncatedTo(ChronoUnit.SECONDS));
  }

  /** False if it was replaced in the meantime. */
  boolean hold() {
    for (int i = 0; i < contents.size(); i++) {
      if (!contents.get(i).hold()) {
        contents.subList(0, i).forEach(Content::letGo);
        return false;
      }
    }
    return true;
  }

  void letGo() {
    contents.forEach(Content::letGo);
  }

  /** Views of some of its bytes. */
  List<ByteBuffer> slices(long offset, long length) {
    List<ByteBuffer> slices = new ArrayList<>();
    long start = offset;
    long left = length;
    for (Content content : contents) {
      if (start >= content.size()) {
        start -= content.size();
        continue;
      }
      long count = Math.min(left, content.size() - start);
      content.slices(start, count, slices);
      left -= count;
      start = 0;
    }
    return slices;
  }
}
