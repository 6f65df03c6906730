package com.cipherquay.store;

import java.io.ByteArrayInputStream;
import java.io.InputStream;

/** Where the local store keeps the bytes of an object or of a part of it. */
sealed interface Content {

  /** In the index itself: a small body costs no file, and shares the index's one commit. */
  final class Inline implements Content {

    private final byte[] bytes;

    /** Takes over the array. */
    Inline(byte[] bytes) {
      this.bytes = bytes;
    }

    byte[] bytes() {
      return bytes;
    }

    InputStream open(ByteSpan span) {
      return new ByteArrayInputStream(bytes, (int) span.offset(), (int) span.length());
    }
  }

  /**
   * In a content file.
   *
   * @param id the name of the file, never used for a second body
   */
  record InFile(String id) implements Content {}

  /**
   * In the parts of an upload that was completed.
   *
   * @param upload the number of the upload, never used for a second one
   */
  record InParts(long upload) implements Content {}
}
