package com.cipherquay.bench.origin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Where the bytes of a body come from, framing removed. */
interface ByteSource {

  int LONGEST_LINE = 16 << 10;

  /** Reads at least one byte into a target with room; -1 at the end. */
  int read(ByteBuffer target) throws IOException;

  /** The rest of a line without its CRLF. */
  default String line() throws IOException {
    StringBuilder line = new StringBuilder();
    ByteBuffer one = ByteBuffer.allocate(1);
    while (line.length() < LONGEST_LINE) {
      one.clear();
      if (read(one) < 0) {
        throw new EOFException("in the middle of a line");
      }
      if (one.get(0) == '\n') {
        line.setLength(line.length() - 1);
        return line.toString();
      }
      line.append(new String(one.array(), ISO_8859_1));
    }
    throw new IOException("a line without an end");
  }

  /** Reads what is left and forgets it. */
  default void drain() throws IOException {
    ByteBuffer sink = ByteBuffer.allocate(LONGEST_LINE);
    while (read(sink.clear()) >= 0) {
      sink.clear();
    }
  }
}
