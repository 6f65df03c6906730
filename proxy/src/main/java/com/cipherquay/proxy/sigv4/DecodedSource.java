package com.cipherquay.proxy.sigv4;

import java.io.IOException;

/** The bytes of a body without its framing. */
interface DecodedSource {

  /**
   * As {@link java.io.InputStream#read(byte[], int, int)} with {@code length > 0}; end of stream
   * only if the framing was complete and the length as declared.
   */
  int read(byte[] buffer, int offset, int length) throws IOException;

  /** The value of the one announced trailer, after end of stream; empty if there is none. */
  String trailer();
}
