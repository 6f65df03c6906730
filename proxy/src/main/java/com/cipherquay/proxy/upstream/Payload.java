package com.cipherquay.proxy.upstream;

import com.cipherquay.store.StoredBody;

/** The body of a request to the store. */
sealed interface Payload {

  Payload NONE = new None();

  /** No body and no Content-Length. */
  record None() implements Payload {}

  /** A body in memory; it can be sent again. */
  final class Bytes implements Payload {

    private final byte[] bytes;

    /** Takes over an array; nobody writes to it any more. */
    Bytes(byte[] bytes) {
      this.bytes = bytes;
    }

    byte[] bytes() {
      return bytes;
    }
  }

  /** A body that is pulled once. */
  record Streamed(StoredBody body) implements Payload {}
}
