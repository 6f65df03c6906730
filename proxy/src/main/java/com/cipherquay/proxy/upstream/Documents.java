package com.cipherquay.proxy.upstream;

import com.cipherquay.store.StoreException;
import java.io.IOException;

/** Reads the documents of successful answers. */
final class Documents {

  /** Says what a document means. */
  @FunctionalInterface
  interface Reader<T> {
    T read(byte[] document) throws IOException;
  }

  private Documents() {}

  /**
   * Reads the document that is expected.
   *
   * @param limit how many bytes it may have
   * @throws StoreException the error that the store reports instead, else {@code BROKEN}
   */
  static <T> T read(UpstreamAnswer answer, int limit, Reader<T> reader) throws StoreException {
    byte[] document = answer.document(limit);
    try {
      return reader.read(document);
    } catch (IOException e) {
      throw Faults.instead(answer, document, e);
    }
  }
}
