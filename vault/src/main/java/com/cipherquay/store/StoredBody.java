package com.cipherquay.store;

import java.io.InputStream;

/**
 * A body to be written, pulled by the store.
 *
 * <p>The store reads exactly {@code length} bytes and then once more, and commits the object only
 * if that last read says end of stream. If any read throws, the store leaves nothing behind and
 * lets the exception out unchanged: the last segment of a body is released only after everything
 * the client claimed about it has been verified.
 *
 * @param stream the ciphertext; closed by the caller of the store
 * @param length its exact length in bytes
 */
public record StoredBody(InputStream stream, long length) {

  public StoredBody {
    if (length < 0) {
      throw new IllegalArgumentException("negative length " + length);
    }
  }
}
