package com.cipherquay.proxy.upstream;

import com.cipherquay.store.StoredBody;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

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

    /** Content-MD5, which S3 wants of the documents that change or delete something. */
    String md5() {
      try {
        return Base64.getEncoder().encodeToString(MessageDigest.getInstance("MD5").digest(bytes));
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java has MD5", e);
      }
    }
  }

  /**
   * A body that is pulled once.
   *
   * @param trailed whether it is a {@link TrailedBody}
   */
  record Streamed(StoredBody body, boolean trailed) implements Payload {}
}
