package com.cipherquay.store;

import java.io.IOException;
import java.io.InputStream;

/**
 * An object opened for reading. The caller closes it; closing before the end of the body aborts the
 * transfer.
 *
 * <p>Not thread-safe.
 *
 * @param head the whole object's head ({@code size} is that of the whole object, not of the range)
 * @param offset where in the object the body starts, in bytes
 * @param length how many bytes the body has
 * @param body the bytes; ends after {@code length} bytes, or throws {@link IOException} if the
 *     store breaks off
 */
public record StoredObject(StoredHead head, long offset, long length, InputStream body)
    implements AutoCloseable {

  @Override
  public void close() throws IOException {
    body.close();
  }
}
